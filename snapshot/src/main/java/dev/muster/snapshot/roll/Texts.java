package dev.muster.snapshot.roll;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Texts one after the other as UTF-8, a byte or two more than their letters each; found again by where they
/// begin.
///
/// A hundred thousand people as strings in objects would fill a small heap; here they take some ten
/// megabytes.
final class Texts {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final List<byte[]> chunks = new ArrayList<>();
    private int end;

    /// Where the next text will begin.
    int end() {
        return end;
    }

    void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    void add(byte[] text) {
        int length = text.length;
        while (length > 0x7F) {
            put((byte) (length | 0x80));
            length >>>= 7;
        }
        put((byte) length);
        for (int done = 0; done < text.length; ) {
            makeRoom();
            int part = Math.min(text.length - done, CHUNK - (end & (CHUNK - 1)));
            System.arraycopy(text, done, chunks.getLast(), end & (CHUNK - 1), part);
            done += part;
            end = Math.addExact(end, part);
        }
    }

    /// Reads from where a text begins.
    Reader from(int begin) {
        return new Reader(begin);
    }

    private void put(byte value) {
        makeRoom();
        chunks.getLast()[end & (CHUNK - 1)] = value;
        end = Math.addExact(end, 1);
    }

    private void makeRoom() {
        if (end >>> CHUNK_BITS == chunks.size()) {
            chunks.add(new byte[CHUNK]);
        }
    }

    private byte at(int position) {
        return chunks.get(position >>> CHUNK_BITS)[position & (CHUNK - 1)];
    }

    /// Reads one text after the other.
    final class Reader {
        private int position;

        private Reader(int position) {
            this.position = position;
        }

        String next() {
            byte[] text = new byte[length()];
            for (int done = 0; done < text.length; ) {
                int offset = position & (CHUNK - 1);
                int part = Math.min(text.length - done, CHUNK - offset);
                System.arraycopy(chunks.get(position >>> CHUNK_BITS), offset, text, done, part);
                done += part;
                position += part;
            }
            return new String(text, StandardCharsets.UTF_8);
        }

        /// Whether the next text is this one.
        boolean nextIs(byte[] text) {
            if (length() != text.length) {
                return false;
            }
            for (byte expected : text) {
                if (at(position++) != expected) {
                    return false;
                }
            }
            return true;
        }

        private int length() {
            int length = 0;
            for (int shift = 0; ; shift += 7) {
                byte part = at(position++);
                length |= (part & 0x7F) << shift;
                if (part >= 0) {
                    return length;
                }
            }
        }
    }
}
