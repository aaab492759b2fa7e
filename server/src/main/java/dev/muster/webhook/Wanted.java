package dev.muster.webhook;

import dev.muster.kit.transport.Loopback;
import dev.muster.problem.InvalidInput;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody wants of a webhook, as it was typed or sent.
///
/// @param address `https://hooks.acme.example/muster`; http is for this machine alone
/// @param events  types of those that it is to be told of
record Wanted(String address, List<String> events) {
    private static final int LONGEST = 500;

    Wanted {
        events = List.copyOf(events);
    }

    /// The same, once it can be used.
    record Checked(URI address, List<WebhookEvent> events) {}

    /// @param guard says which hosts may be called
    /// @throws InvalidInput about `address` and `events`
    Checked checked(HostGuard guard) {
        Map<String, String> faults = new LinkedHashMap<>();
        Optional<URI> where = parsed(address.strip());
        where.ifPresentOrElse(
                it -> guard.refusal(it).ifPresent(why -> faults.put("address", why)),
                () -> faults.put(
                        "address",
                        "Enter an https address of at most %d characters, without a name before its host or a # in it, such as https://hooks.company.example/muster."
                                .formatted(LONGEST)));
        List<WebhookEvent> chosen = WebhookEvent.choosable().stream()
                .filter(event -> events.contains(event.type()))
                .toList();
        if (chosen.isEmpty() || chosen.size() < events.stream().distinct().count()) {
            faults.put(
                    "events",
                    "Choose at least one, of: "
                            + String.join(
                                    ", ",
                                    WebhookEvent.choosable().stream()
                                            .map(WebhookEvent::type)
                                            .toList())
                            + ".");
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new Checked(where.orElseThrow(), chosen);
    }

    private static Optional<URI> parsed(String typed) {
        try {
            var address = new URI(typed);
            return typed.length() <= LONGEST && isSafe(address) ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }

    private static boolean isSafe(URI address) {
        String host = address.getHost();
        return host != null
                && !isOddNumber(host)
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null
                && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && Loopback.is(host));
    }

    /// Whether some read a host as an IPv4 address and others as a name, or as another address: `0177.0.0.1`.
    private static boolean isOddNumber(String host) {
        if (!Character.isDigit(host.charAt(host.length() - 1))) {
            return false;
        }
        try {
            return !InetAddress.ofLiteral(host).getHostAddress().equals(host);
        } catch (IllegalArgumentException noAddress) {
            return true;
        }
    }
}
