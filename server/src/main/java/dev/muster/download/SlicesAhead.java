package dev.muster.download;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the next slice of a list on a thread of its own while the one before it is written, so that PostgreSQL and
/// whoever writes work at the same time. At most two slices are in memory. For one thread.
final class SlicesAhead implements AutoCloseable {
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("download-reader").factory());
    private final Function<Cursor, Slice<List<? extends @Nullable Object>>> further;
    private @Nullable Future<Slice<List<? extends @Nullable Object>>> next;

    /// @param first   where the second slice begins; none where the first is all there is
    /// @param further reads the slice after a place
    SlicesAhead(@Nullable Cursor first, Function<Cursor, Slice<List<? extends @Nullable Object>>> further) {
        this.further = further;
        begin(first);
    }

    /// The slice after the one that was asked for last, as long as that is not the end.
    ///
    /// @throws RuntimeException what reading it threw
    Slice<List<? extends @Nullable Object>> next() {
        Slice<List<? extends @Nullable Object>> read = await(Objects.requireNonNull(next, "the list has ended"));
        begin(read.next());
        return read;
    }

    private void begin(@Nullable Cursor place) {
        next = place == null ? null : reader.submit(() -> further.apply(place));
    }

    private static <T> T await(Future<T> reading) {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("This server stops, and reads no further"));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("A slice of a list could not be read", failed.getCause());
        }
    }

    /// What is still being read is not waited for.
    @Override
    public void close() {
        reader.shutdownNow();
    }
}
