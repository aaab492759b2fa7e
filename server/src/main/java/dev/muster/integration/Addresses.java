package dev.muster.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.connector.Key;
import dev.muster.tenant.TenantAccess;
import org.springframework.web.util.UriUtils;

/// Where the pages about the data of one integration are.
///
/// @param integration address of its own page
public record Addresses(String integration) {
    public static Addresses of(TenantAccess access, Integration integration) {
        return new Addresses("/t/%s/integrations/%s"
                .formatted(access.tenant().slug(), integration.id().value()));
    }

    public String accounts() {
        return integration + "/accounts";
    }

    public String account(String id) {
        return accounts() + "/" + segment(id);
    }

    public String resources() {
        return integration + "/resources";
    }

    public String resource(Key key) {
        return resources() + "/" + segment(key.type()) + "/" + segment(key.id());
    }

    /// An application's id as one step of a path.
    private static String segment(String id) {
        return UriUtils.encode(id, UTF_8);
    }
}
