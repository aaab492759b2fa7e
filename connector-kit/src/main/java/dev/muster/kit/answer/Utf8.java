package dev.muster.kit.answer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/// Text as answers must be encoded, and what of it is not.
final class Utf8 {
    private static final int BLOCK = 8 << 10;

    private Utf8() {}

    /// The same bytes when they are what they should be; otherwise with a visible replacement for what is none of
    /// it, so that one broken name does not cost a page.
    static byte[] repaired(byte[] text) {
        return isWhole(text) ? text : new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isWhole(byte[] text) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(text);
        CharBuffer characters = CharBuffer.allocate(BLOCK);
        while (true) {
            var result = decoder.decode(bytes, characters, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            characters.clear();
        }
    }
}
