package dev.muster.pagerduty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// Keeps an answer in memory up to a bound, and breaks the connection beyond it.
///
/// A page is kept as bytes before any of its rows is handed over, so that a page that was cut off can be asked for
/// again without half of it having been written twice. Memory is bounded by the size of a page, not of the account.
final class BoundedBody implements BodySubscriber<byte[]> {
    private final int bound;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private @Nullable Subscription subscription;

    BoundedBody(int bound) {
        this.bound = bound;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (received.size() + (long) buffer.remaining() > bound) {
                refuse();
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            received.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable broken) {
        whole.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        whole.complete(received.toByteArray());
    }

    private void refuse() {
        if (subscription != null) {
            subscription.cancel();
        }
        received.reset();
        whole.completeExceptionally(new TooLarge(bound));
    }

    /// The answer is larger than the bound.
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(int bound) {
            super("The answer is larger than %d bytes".formatted(bound));
        }
    }
}
