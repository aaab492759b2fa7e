package dev.muster.edge;

import java.net.InetAddress;

/// An address with all that share its first bits: `10.0.0.0/8`, `2001:db8::/32`, `192.0.2.7`.
///
/// @param bits of the address that count: 0 to 32, or to 128
public record Network(InetAddress base, int bits) {
    private static final int BITS_OF_BYTE = 8;

    public Network {
        if (bits < 0 || bits > base.getAddress().length * BITS_OF_BYTE) {
            throw new IllegalArgumentException("%s has no first %d bits".formatted(base.getHostAddress(), bits));
        }
    }

    /// @param text never a name: none is looked up
    /// @throws IllegalArgumentException when it is no address or network
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            InetAddress address = address(text);
            return new Network(address, address.getAddress().length * BITS_OF_BYTE);
        }
        return new Network(address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /// An IPv4 address written as IPv6 (`::ffff:192.0.2.7`) is the IPv4 address.
    ///
    /// @throws IllegalArgumentException when it is no address
    static InetAddress address(String text) {
        return InetAddress.ofLiteral(text.strip());
    }

    /// Whether an address is one of them.
    public boolean contains(InetAddress address) {
        byte[] here = base.getAddress();
        byte[] there = address.getAddress();
        if (here.length != there.length) {
            return false;
        }
        int whole = bits / BITS_OF_BYTE;
        for (int index = 0; index < whole; index++) {
            if (here[index] != there[index]) {
                return false;
            }
        }
        int rest = bits % BITS_OF_BYTE;
        return rest == 0 || (here[whole] ^ there[whole]) >> (BITS_OF_BYTE - rest) == 0;
    }
}
