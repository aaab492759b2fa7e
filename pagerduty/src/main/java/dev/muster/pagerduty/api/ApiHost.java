package dev.muster.pagerduty.api;

import java.net.URI;
import java.util.Optional;

/// The one address a run talks to, and the one where an OAuth app gets its tokens for it.
///
/// @param base     scheme, host and port; every request goes below it
/// @param region   as the form shows it: `US`, or host and port of an address the operator allows
/// @param identity scheme, host and port of the identity host
public record ApiHost(URI base, String region, URI identity) {
    public static final String US = "us";
    public static final String EU = "eu";

    private static final String EU_REGION = "EU";

    /// The address behind an answer to the region setting; empty when this server does not allow it.
    public static Optional<ApiHost> of(String choice, Hosts hosts) {
        return switch (choice) {
            case US -> Optional.of(new ApiHost(hosts.us(), "US", hosts.identity()));
            case EU -> Optional.of(new ApiHost(hosts.eu(), EU_REGION, hosts.identity()));
            default ->
                hosts.allowed().stream()
                        .filter(allowed -> allowed.toString().equals(choice))
                        .map(allowed -> new ApiHost(allowed, allowed.getRawAuthority(), hosts.allowedIdentity()))
                        .findFirst();
        };
    }

    /// The region a token may belong to instead; empty for addresses that are no region.
    public static Optional<ApiHost> otherRegion(String choice, Hosts hosts) {
        return switch (choice) {
            case US -> of(EU, hosts);
            case EU -> of(US, hosts);
            default -> Optional.empty();
        };
    }

    /// As messages name it: the host, and the port when it is a special one.
    public String name() {
        return base.getRawAuthority();
    }

    /// The scope that names an account in a token request. An address that is no region counts as US.
    public String accountScope(String subdomain) {
        return "as_account-%s.%s".formatted(isEuropean() ? EU : US, subdomain);
    }

    /// Host of the account's web pages: `acme.pagerduty.com`.
    public String web(String subdomain) {
        return subdomain + (isEuropean() ? ".eu" : "") + ".pagerduty.com";
    }

    private boolean isEuropean() {
        return region.equals(EU_REGION);
    }
}
