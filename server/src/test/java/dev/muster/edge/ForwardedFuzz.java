package dev.muster.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.util.List;

/// What proxies say of their clients: always an address, and never one of the proxies' own making by a stranger.
public final class ForwardedFuzz {
    private static final NamedProxies PROXIES = NamedProxies.parse("10.0.0.0/8, 2001:db8::/32");
    private static final InetAddress STRANGER = Network.address("192.0.2.7");

    private ForwardedFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> said = new String(input, ISO_8859_1).lines().toList();
        if (PROXIES.client(Network.address("10.1.2.3"), said).getHostAddress().isEmpty()) {
            throw new AssertionError("No address at all");
        }
        if (!PROXIES.client(STRANGER, said).equals(STRANGER)) {
            throw new AssertionError("A stranger's word counted");
        }
    }
}
