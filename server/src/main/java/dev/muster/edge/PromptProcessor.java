package dev.muster.edge;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// Reads requests, and gives up on one whose headers are not complete in time, however steadily they trickle. No thread
/// waits for them meanwhile.
final class PromptProcessor extends Http11Processor {
    private final long headerNanos;
    private long begun;
    private @Nullable SocketWrapperBase<?> waiting;

    PromptProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, long headerNanos) {
        super(protocol, adapter);
        this.headerNanos = headerNanos;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> connection) throws IOException {
        long now = System.nanoTime();
        if (waiting != connection) {
            begun = now;
        } else if (now - begun > headerNanos) {
            return SocketState.CLOSED;
        } else {
            connection.setReadTimeout(TimeUnit.NANOSECONDS.toMillis(headerNanos));
        }
        waiting = null;
        SocketState state = super.service(connection);
        if (state == SocketState.LONG && !isAsync()) {
            waiting = connection;
            long left = headerNanos - (System.nanoTime() - begun);
            connection.setReadTimeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
        return state;
    }
}
