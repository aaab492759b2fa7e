package dev.muster.factor;

/// Bytes as letters and digits that are read out and typed: the alphabet of
/// [RFC 4648](https://www.rfc-editor.org/rfc/rfc4648#section-6), without padding.
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String of(byte[] bytes) {
        var text = new StringBuilder();
        int waiting = 0;
        int bits = 0;
        for (byte one : bytes) {
            waiting = waiting << Byte.SIZE | Byte.toUnsignedInt(one);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(waiting >> bits & 31));
            }
            waiting &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(waiting << BITS - bits & 31));
        }
        return text.toString();
    }

    /// In groups of four, as one reads it.
    static String inGroups(String text) {
        return text.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
