package dev.muster.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.connector.Key;
import dev.muster.integration.Integration;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import org.springframework.web.util.UriUtils;

/// Where the pages about the data of one integration are.
///
/// @param integration address of its own page
/// @param asOf        the revision that all of them show; empty for the newest
public record Addresses(String integration, String asOf) {

    /// The pages as they are now.
    public static Addresses of(TenantAccess access, Integration integration) {
        return of(access, integration, "");
    }

    /// The pages at a revision.
    ///
    /// @param asOf its number; empty for the newest
    public static Addresses of(TenantAccess access, Integration integration, String asOf) {
        return new Addresses(
                "/t/%s/integrations/%s"
                        .formatted(access.tenant().slug(), integration.id().value()),
                asOf);
    }

    public Address accounts() {
        return at("/accounts");
    }

    public Address account(String id) {
        return at("/accounts/" + segment(id));
    }

    public Address resources() {
        return at("/resources");
    }

    public Address resource(Key key) {
        return at("/resources/" + segment(key.type()) + "/" + segment(key.id()));
    }

    /// What changed up to the revision that the pages show.
    public Address changes() {
        return Address.of(integration + "/changes").with("to", asOf);
    }

    private Address at(String path) {
        return Address.of(integration + path).with("asOf", asOf);
    }

    /// An application's id as one step of a path.
    private static String segment(String id) {
        return UriUtils.encode(id, UTF_8);
    }
}
