package dev.muster.snapshot;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An address of the API other than the two regions: one on this machine, or one that the operator lists.
final class ApiAddress {
    static final String VARIABLE = "MUSTER_PAGERDUTY_HOSTS";

    private ApiAddress() {}

    /// The address as it will be used, when it may be.
    ///
    /// @param api scheme, host and port
    static URI allowed(String api, Map<String, String> environment) throws Misused {
        URI address = parse(api)
                .orElseThrow(() -> new Misused(
                        "--api needs an address such as https://host:port, without a path", "Check how it is written"));
        if (!isLoopback(address.getHost()) && !listed(environment).contains(address)) {
            throw new Misused(
                    "--api may name an address of this machine (127.0.0.1, localhost) or one listed in %s, and %s is neither"
                            .formatted(VARIABLE, address),
                    "The token would be sent there: list the address if you trust it, or use --region");
        }
        return address;
    }

    private static List<URI> listed(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault(VARIABLE, "").split(","))
                .flatMap(each -> parse(each).stream())
                .toList();
    }

    private static Optional<URI> parse(String text) {
        try {
            URI address = URI.create(text.strip().replaceAll("/$", ""));
            boolean plain = address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawPath().isEmpty()
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && List.of("http", "https").contains(address.getScheme());
            return plain ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// No name but `localhost` is trusted to lead to this machine.
    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost")
                    || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
