package dev.muster.kit.transport;

import java.net.InetAddress;

/// Addresses that lead to this machine and nowhere else.
public final class Loopback {
    private Loopback() {}

    /// Whether a host is one of them. No name but `localhost` is trusted to be.
    ///
    /// @param host as an address names it; IPv6 in brackets or without
    public static boolean is(String host) {
        try {
            return host.equals("localhost")
                    || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
