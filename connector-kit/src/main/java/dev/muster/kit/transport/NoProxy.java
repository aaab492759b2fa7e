package dev.muster.kit.transport;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The hosts that are asked directly although there is a proxy, as `NO_PROXY` lists them: `*`, a name with all names
/// below it, an address, or a network such as `10.0.0.0/8`; each with or without a port.
///
/// @param entries in lower case
record NoProxy(List<String> entries) {
    static final NoProxy NOBODY = new NoProxy(List.of());

    private static final int BITS_OF_A_BYTE = 8;

    NoProxy {
        entries = List.copyOf(entries);
    }

    static NoProxy of(String text) {
        return new NoProxy(Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    boolean has(String host, int port) {
        String name = bare(host);
        return entries.stream().anyMatch(entry -> isOrHolds(entry, name, port));
    }

    private static boolean isOrHolds(String entry, String name, int port) {
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        if (slash > 0) {
            return network(entry.substring(0, slash), entry.substring(slash + 1), name);
        }
        String suffix = ":" + port;
        boolean withPort = entry.matches("[^:]+:\\d+|\\[.*]:\\d+");
        if (withPort && !entry.endsWith(suffix)) {
            return false;
        }
        String listed = bare(withPort ? entry.substring(0, entry.length() - suffix.length()) : entry);
        String domain = listed.replaceAll("^\\*?\\.", "");
        return name.equals(domain) || (literal(name).isEmpty() && name.endsWith("." + domain));
    }

    private static boolean network(String base, String length, String name) {
        Optional<byte[]> network = literal(bare(base));
        Optional<byte[]> address = literal(name);
        return network.isPresent()
                && address.isPresent()
                && network.get().length == address.get().length
                && length.matches("\\d{1,3}")
                && startsAlike(network.get(), address.get(), Integer.parseInt(length));
    }

    private static boolean startsAlike(byte[] one, byte[] other, int bits) {
        return Stream.iterate(0, bit -> bit < Math.min(bits, one.length * BITS_OF_A_BYTE), bit -> bit + 1)
                .allMatch(bit -> bit(one, bit) == bit(other, bit));
    }

    private static int bit(byte[] address, int at) {
        return address[at / BITS_OF_A_BYTE] >> (BITS_OF_A_BYTE - 1 - at % BITS_OF_A_BYTE) & 1;
    }

    private static Optional<byte[]> literal(String name) {
        try {
            return Optional.of(InetAddress.ofLiteral(name).getAddress());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static String bare(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
