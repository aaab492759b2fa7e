package dev.muster.download;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Counts what is written.
final class Tally extends FilterOutputStream {
    private long bytes;

    Tally(OutputStream target) {
        super(target);
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
        bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }
}
