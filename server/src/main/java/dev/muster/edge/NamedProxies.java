package dev.muster.edge;

import dev.muster.database.CannotStart;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// The proxies whose word about their clients counts.
record NamedProxies(List<Network> networks) {

    NamedProxies {
        networks = List.copyOf(networks);
    }

    /// @param said `MUSTER_TRUSTED_PROXIES`
    /// @throws CannotStart when something in it is neither an address nor a network
    static NamedProxies parse(String said) {
        return new NamedProxies(Arrays.stream(said.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(NamedProxies::network)
                .toList());
    }

    private static Network network(String entry) {
        try {
            return Network.parse(entry);
        } catch (IllegalArgumentException noNetwork) {
            throw new CannotStart(
                    "MUSTER_TRUSTED_PROXIES holds '%s', which is neither an address nor a network.".formatted(entry),
                    "Write addresses and networks, comma-separated, as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32; names are"
                            + " not looked up.",
                    noNetwork);
        }
    }

    boolean none() {
        return networks.isEmpty();
    }

    boolean include(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /// The client as the named proxies saw it: from the right of `X-Forwarded-For`, the first address that is no
    /// named proxy. Whatever stands left of it may have been written by anybody.
    ///
    /// @param peer      who is connected; itself the client when it is no named proxy
    /// @param forwarded values of the header, in the order in which they came
    InetAddress client(InetAddress peer, List<String> forwarded) {
        List<String> hops = Arrays.stream(String.join(",", forwarded).split(",", -1))
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .toList();
        InetAddress client = peer;
        for (String hop : hops.reversed()) {
            if (!include(client)) {
                return client;
            }
            try {
                client = Network.address(withoutPort(hop));
            } catch (IllegalArgumentException noAddress) {
                return client;
            }
        }
        return client;
    }

    /// Some proxies write `192.0.2.7:5123` and `[2001:db8::1]:5123`.
    private static String withoutPort(String hop) {
        if (hop.startsWith("[") && hop.contains("]")) {
            return hop.substring(1, hop.indexOf(']'));
        }
        boolean v4WithPort = hop.indexOf(':') == hop.lastIndexOf(':') && hop.indexOf(':') > 0;
        return v4WithPort ? hop.substring(0, hop.indexOf(':')) : hop;
    }
}
