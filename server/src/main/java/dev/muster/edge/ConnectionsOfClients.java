package dev.muster.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Counts the open connections of each client address. Closed ones are struck off when their number begins to matter.
/// One thread, the one that accepts connections, uses this.
final class ConnectionsOfClients {
    private static final int IPV4_BYTES = 4;
    private static final int BETWEEN_SWEEPS = 1_000;

    private final Limits limits;
    private final NamedProxies proxies;
    private final Map<Network, Set<SocketChannel>> open = new HashMap<>();
    private int accepted;

    ConnectionsOfClients(Limits limits, NamedProxies proxies) {
        this.limits = limits;
        this.proxies = proxies;
    }

    /// @return whether its client may have one more connection; it is counted then
    boolean admit(SocketChannel connection) throws IOException {
        if (!(connection.getRemoteAddress() instanceof InetSocketAddress from) || proxies.include(from.getAddress())) {
            return true;
        }
        sweepNowAndThen();
        Set<SocketChannel> others = open.computeIfAbsent(client(from.getAddress()), client -> new HashSet<>());
        if (others.size() >= limits.ofClient()) {
            others.removeIf(other -> !other.isOpen());
        }
        return others.size() < limits.ofClient() && others.add(connection);
    }

    /// Whoever has one address of IPv6 has a whole network of them.
    private static Network client(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == IPV4_BYTES) {
            return new Network(address, IPV4_BYTES * Byte.SIZE);
        }
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
        try {
            return new Network(InetAddress.getByAddress(bytes), bytes.length / 2 * Byte.SIZE);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("An address has 4 or 16 bytes", impossible);
        }
    }

    private void sweepNowAndThen() {
        accepted++;
        if (accepted % BETWEEN_SWEEPS == 0) {
            open.values().forEach(all -> all.removeIf(one -> !one.isOpen()));
            open.values().removeIf(Set::isEmpty);
        }
    }
}
