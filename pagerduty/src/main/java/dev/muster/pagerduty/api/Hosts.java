package dev.muster.pagerduty.api;

import dev.muster.kit.transport.Loopback;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// API addresses an integration may use: those of the two regions, and also those that the operator allows.
///
/// @param allowed         further addresses, loopback included; usually none
/// @param identity        where OAuth apps of the two regions get their tokens
/// @param allowedIdentity where those of the further addresses do; the client secret goes there
public record Hosts(URI us, URI eu, List<URI> allowed, URI identity, URI allowedIdentity) {
    private static final URI IDENTITY = URI.create("https://identity.pagerduty.com");

    public static final Hosts REGIONS =
            new Hosts(URI.create("https://api.pagerduty.com"), URI.create("https://api.eu.pagerduty.com"), List.of());

    /// With PagerDuty's own identity host for all of them.
    public Hosts(URI us, URI eu, List<URI> allowed) {
        this(us, eu, allowed, IDENTITY, IDENTITY);
    }

    public Hosts {
        requireAddress(us);
        requireAddress(eu);
        requireAddress(identity);
        requireAddress(allowedIdentity);
        allowed = List.copyOf(allowed);
        allowed.forEach(Hosts::requireAddress);
    }

    private static void requireAddress(URI address) {
        if (!isPlainAddress(address)) {
            throw new IllegalArgumentException(
                    "'%s' is not an address Muster can use for PagerDuty. Write https://host:port without a path; http is for this machine alone"
                            .formatted(address));
        }
    }

    /// A token must never cross a network in the clear.
    private static boolean isSafe(String scheme, String host) {
        return scheme.equals("https") || (scheme.equals("http") && Loopback.is(host));
    }

    private static boolean isPlainAddress(URI address) {
        String scheme = address.getScheme();
        return scheme != null
                && address.getHost() != null
                && isSafe(scheme.toLowerCase(Locale.ROOT), address.getHost())
                && address.getRawUserInfo() == null
                && List.of("", "/").contains(address.getRawPath())
                && address.getRawQuery() == null
                && address.getRawFragment() == null;
    }
}
