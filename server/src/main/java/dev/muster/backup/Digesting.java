package dev.muster.backup;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// Counts and digests what passes by. For one thread.
final class Digesting {
    private final MessageDigest sha256 = sha256();
    private final LongConsumer heard;
    private long bytes;

    /// @param heard the number of bytes so far, at each piece
    Digesting(LongConsumer heard) {
        this.heard = heard;
    }

    Digesting() {
        this(bytes -> {});
    }

    long bytes() {
        return bytes;
    }

    /// Of all bytes so far, in hexadecimal; more may follow.
    String sha256Hex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) sha256.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own SHA-256 can be cloned", e);
        }
    }

    void add(byte[] from, int offset, int length) {
        sha256.update(from, offset, length);
        bytes += length;
        heard.accept(bytes);
    }

    /// Passes on what is written. Closing it flushes, and leaves the stream behind it open.
    OutputStream into(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                out.write(from, offset, length);
                add(from, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    /// Passes on what is read. Closing it leaves the stream behind it open.
    InputStream from(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = super.read(into, offset, length);
                if (read > 0) {
                    add(into, offset, read);
                }
                return read;
            }

            @Override
            public boolean markSupported() {
                return false;
            }

            @Override
            public void close() {
                // whoever opened the stream behind it closes it
            }
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
