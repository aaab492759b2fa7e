package dev.muster.pagerduty;

import dev.muster.connector.Unusable;
import dev.muster.kit.transport.Loopback;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An address of PagerDuty other than those of the two regions: one on this machine, or one that the operator lists.
/// The credential goes there.
final class ApiAddress {
    static final String HOSTS = "MUSTER_PAGERDUTY_HOSTS";
    static final String IDENTITY = "MUSTER_PAGERDUTY_IDENTITY";

    private final Map<String, String> environment;

    ApiAddress(Map<String, String> environment) {
        this.environment = environment;
    }

    /// The address of the API as it will be used, when it may be.
    ///
    /// @param given scheme, host and port, by `--api`
    URI api(String given) throws Unusable {
        return allowed("--api", given);
    }

    /// Where an OAuth app gets its tokens for such an API. Never PagerDuty's own host, which has no business with
    /// the secret of another one's app.
    ///
    /// @param given by `--identity`; when nothing is, the environment says it
    URI identity(@Nullable String given) throws Unusable {
        if (given != null) {
            return allowed("--identity", given);
        }
        String operators = environment.getOrDefault(IDENTITY, "").strip();
        if (operators.isEmpty()) {
            throw new Unusable(
                    "An OAuth app of --api gets its token from another address, and none is given",
                    "Name it with --identity or in " + IDENTITY);
        }
        return safe(parse(operators).orElseThrow(() -> malformed(IDENTITY)));
    }

    private URI allowed(String option, String given) throws Unusable {
        URI address = parse(given).orElseThrow(() -> malformed(option));
        if (!Loopback.is(address.getHost()) && !listed().contains(address)) {
            throw new Unusable(
                    "%s may name an address of this machine (127.0.0.1, localhost) or one listed in %s, and %s is neither"
                            .formatted(option, HOSTS, address),
                    "The credential would be sent there: list the address if you trust it, or use --region");
        }
        return safe(address);
    }

    private static URI safe(URI address) throws Unusable {
        if (address.getScheme().equals("https") || Loopback.is(address.getHost())) {
            return address;
        }
        throw new Unusable(
                "%s is plain http, and a credential crosses no network in the clear".formatted(address),
                "Use https; plain http is for addresses of this machine");
    }

    private static Unusable malformed(String name) {
        return new Unusable(
                "%s needs an address such as https://host:port, without a path".formatted(name),
                "Check how it is written");
    }

    private List<URI> listed() {
        return Stream.concat(
                        Arrays.stream(environment.getOrDefault(HOSTS, "").split(",")),
                        Stream.of(environment.getOrDefault(IDENTITY, "")))
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
}
