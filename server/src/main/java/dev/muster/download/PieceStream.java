package dev.muster.download;

import dev.muster.download.Pieces.Attempt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Cuts what is written into pieces and keeps each as soon as it is full.
final class PieceStream extends OutputStream {
    static final int LONGEST = 1 << 20;
    /// Two gigabytes.
    private static final int MOST = 2048;

    private final Pieces pieces;
    private final Attempt attempt;
    private final byte[] piece = new byte[LONGEST];
    private int filled;
    private int position;

    PieceStream(Pieces pieces, Attempt attempt) {
        this.pieces = pieces;
        this.attempt = attempt;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int more = Math.min(length - done, LONGEST - filled);
            System.arraycopy(from, offset + done, piece, filled, more);
            done += more;
            filled += more;
            if (filled == LONGEST) {
                keep();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (filled > 0) {
            keep();
        }
    }

    private void keep() throws IOException {
        if (position == MOST) {
            throw new TooLarge();
        }
        pieces.write(attempt, position, Arrays.copyOf(piece, filled));
        position++;
        filled = 0;
    }

    /// No file grows beyond all bounds.
    static final class TooLarge extends IOException {
        TooLarge() {
            super(
                    "The file would be larger than 2 GB, compressed. Narrow the list with a filter and ask for the parts.");
        }
    }
}
