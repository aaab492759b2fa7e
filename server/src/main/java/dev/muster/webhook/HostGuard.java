package dev.muster.webhook;

import dev.muster.edge.Network;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Says which hosts tenants may have Muster call: those the operator lists, or else all that have none but public
/// addresses. What stands beside Muster inside a network is nobody's to choose but the operator's. Safe for many
/// threads.
///
/// A name is looked up before each call. Should it lead elsewhere a moment later, the call still ends at whoever has a
/// certificate for that name, because only this machine is called without one.
@Component
@EnableConfigurationProperties(WebhookSettings.class)
class HostGuard {
    /// What is not of the public Internet, or leads to such addresses by another way of writing them: RFC 6890 and the
    /// ranges that clouds and translators use.
    private static final List<Network> INSIDE = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/3",
                    "::/96",
                    "::ffff:0:0:0/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "2001::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8")
            .map(Network::parse)
            .toList();

    private final WebhookSettings settings;

    HostGuard(WebhookSettings settings) {
        this.settings = settings;
    }

    /// Why an address may not be called, as sentences; empty when it may. A name that nobody knows here may be: a
    /// proxy finds it, or the call fails and says so.
    Optional<String> refusal(URI address) {
        String host = address.getHost();
        if (!settings.hosts().isEmpty()) {
            return settings.hosts().stream().anyMatch(host::equalsIgnoreCase)
                    ? Optional.empty()
                    : Optional.of(
                            "%s is not among the hosts that this Muster may call. Whoever runs it lists them in MUSTER_WEBHOOK_HOSTS."
                                    .formatted(host));
        }
        return isInside(host)
                ? Optional.of(
                        "%s is inside a network, so this Muster does not call it. Whoever runs it can allow that in MUSTER_WEBHOOK_HOSTS."
                                .formatted(host))
                : Optional.empty();
    }

    private static boolean isInside(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(HostGuard::isInside);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static boolean isInside(InetAddress address) {
        return INSIDE.stream().anyMatch(network -> network.contains(address));
    }
}
