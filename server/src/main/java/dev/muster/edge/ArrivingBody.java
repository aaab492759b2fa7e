package dev.muster.edge;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/// The body of a request while it arrives, read before anybody else does and given back whole.
final class ArrivingBody implements ApplicationBufferHandler {
    private static final int FIRST = 8_192;

    private final Request request;
    private final long deadline;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private byte[] content = new byte[FIRST];
    private int length;

    ArrivingBody(Request request, Duration time) {
        this.request = request;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    /// Whether all of it came along with the headers.
    boolean isHere() {
        long announced = request.getContentLengthLong();
        request.action(ActionCode.AVAILABLE, true);
        return announced >= 0 && request.getAvailable() >= announced;
    }

    /// Waits for the next piece.
    ///
    /// @return its length; -1 at the end
    /// @throws InterruptedIOException when it takes too long
    int next() throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new InterruptedIOException("The body took too long");
        }
        return request.doRead(this);
    }

    /// Keeps the newest piece.
    void keep() {
        int more = piece.remaining();
        if (length + more > content.length) {
            content = Arrays.copyOf(content, Math.max(length + more, content.length * 2));
        }
        piece.get(content, length, more);
        length += more;
    }

    /// Reads on a little and keeps nothing: a client that is still sending would not see why it was refused.
    void passBy(int atMost) throws IOException {
        int passed = 0;
        while (passed < atMost && next() >= 0) {
            passed += piece.remaining();
        }
    }

    byte[] content() {
        return content;
    }

    int length() {
        return length;
    }

    /// Lets the next reader begin at the beginning.
    void giveBack() {
        var whole = new ByteChunk();
        whole.setBytes(content, 0, length);
        request.action(ActionCode.REQ_SET_BODY_REPLAY, whole);
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        piece = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return piece;
    }

    @Override
    public void expand(int size) {
        // Pieces are handed over as they come.
    }
}
