package dev.muster.kit.answer;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// Keeps an answer in memory up to a bound, and breaks the connection beyond it. An answer that announces more is not
/// even begun.
///
/// A page is kept as bytes before any of its rows is handed over, so that a page that was cut off can be asked for
/// again without half of it having been written twice. Memory is bounded by the size of a page, not of the account: an
/// answer that announces its size is in memory once, any other one little more than once.
public final class BoundedBody implements BodySubscriber<byte[]> {
    private static final int BLOCK = 64 << 10;

    private final long bound;
    private final long announced;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final Deque<byte[]> full = new ArrayDeque<>();
    private byte[] block;
    private int filled;
    private long received;
    private @Nullable Subscription subscription;

    private BoundedBody(int bound, long announced) {
        this.bound = bound;
        this.announced = announced;
        this.block = new byte[announced > 0 && announced <= bound ? (int) announced : Math.min(BLOCK, bound)];
    }

    public static BodyHandler<byte[]> of(int bound) {
        return response -> new BoundedBody(bound, announced(response.headers()));
    }

    private static long announced(HttpHeaders headers) {
        return headers.firstValueAsLong("content-length").orElse(0);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (announced > bound) {
            refuse();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (received + (long) buffer.remaining() > bound) {
                refuse();
                return;
            }
            received += buffer.remaining();
            keep(buffer);
        }
    }

    @Override
    public void onError(Throwable broken) {
        full.clear();
        whole.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        boolean exact = full.isEmpty() && filled == block.length;
        whole.complete(exact ? block : joined());
    }

    /// Copied, because a small piece may be a view of a large buffer.
    private void keep(ByteBuffer piece) {
        while (piece.hasRemaining()) {
            if (filled == block.length) {
                full.add(block);
                block = new byte[BLOCK];
                filled = 0;
            }
            int length = Math.min(piece.remaining(), block.length - filled);
            piece.get(block, filled, length);
            filled += length;
        }
    }

    /// Lets go of each block once it is copied.
    private byte[] joined() {
        byte[] joined = new byte[(int) received];
        int at = 0;
        for (byte[] next = full.poll(); next != null; next = full.poll()) {
            System.arraycopy(next, 0, joined, at, next.length);
            at += next.length;
        }
        System.arraycopy(block, 0, joined, at, filled);
        return joined;
    }

    private void refuse() {
        if (subscription != null) {
            subscription.cancel();
        }
        full.clear();
        whole.completeExceptionally(new TooLarge(bound));
    }

    /// The answer is larger than the bound.
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(long bound) {
            super("The answer is larger than %d bytes".formatted(bound));
        }
    }
}
