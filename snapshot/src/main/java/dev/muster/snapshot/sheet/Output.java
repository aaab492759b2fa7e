package dev.muster.snapshot.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Standard output, as UTF-8 and in large pieces. A failure ends the reading instead of being swallowed, as
/// [java.io.PrintStream] would.
public final class Output {
    private static final int BUFFER = 1 << 16;

    private final OutputStream target;
    private final Runnable beforeWriting;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;

    /// @param beforeWriting called each time before something appears at the target
    public Output(OutputStream target, Runnable beforeWriting) {
        this.target = target;
        this.beforeWriting = beforeWriting;
    }

    void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /// The same, for those who write bytes.
    OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                Output.this.write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                Output.this.write(bytes, offset, length);
            }
        };
    }

    /// @throws OutputFailed when the target takes no more
    void flush() {
        if (filled == 0) {
            return;
        }
        beforeWriting.run();
        try {
            target.write(buffer, 0, filled);
            target.flush();
        } catch (IOException failed) {
            throw new OutputFailed(failed);
        } finally {
            filled = 0;
        }
    }

    private void write(byte[] bytes, int offset, int length) {
        for (int done = 0; done < length; ) {
            if (filled == BUFFER) {
                flush();
            }
            int part = Math.min(length - done, BUFFER - filled);
            System.arraycopy(bytes, offset + done, buffer, filled, part);
            filled += part;
            done += part;
        }
    }
}
