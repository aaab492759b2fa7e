package dev.muster.download;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Reads the next two slices of a list on threads of their own while the one before them is written: at the same time
/// where the list tells where a slice ends before it is read, and one after the other where only reading tells. At most
/// three slices are in memory. For one thread.
final class SlicesAhead implements AutoCloseable {
    private static final int AHEAD = 2;

    private final ExecutorService readers = Executors.newFixedThreadPool(
            AHEAD, Thread.ofPlatform().daemon().name("download-reader-", 1).factory());
    private final ListFile list;
    private final Queue<Future<Optional<Slice<List<? extends @Nullable Object>>>>> reading = new ArrayDeque<>();
    /// Where the first slice begins that nobody reads yet; none behind the end.
    private CompletableFuture<Optional<Cursor>> place;

    /// @param list whose first slice was read
    SlicesAhead(ListFile list) {
        this.list = list;
        this.place = CompletableFuture.completedFuture(
                Optional.ofNullable(list.first().next()));
        for (int i = 0; i < AHEAD; i++) {
            begin();
        }
    }

    /// The slice after the one that was asked for last, as long as that is not the end.
    ///
    /// @throws RuntimeException what reading it threw
    Slice<List<? extends @Nullable Object>> next() {
        Slice<List<? extends @Nullable Object>> read =
                await(reading.remove()).orElseThrow(() -> new IllegalStateException("The list has ended"));
        begin();
        return read;
    }

    private void begin() {
        CompletableFuture<Optional<Cursor>> after = place;
        CompletableFuture<Optional<Cursor>> end = new CompletableFuture<>();
        place = end;
        reading.add(readers.submit(() -> {
            try {
                return await(after).map(start -> read(start, end));
            } finally {
                // Whoever waits for it reads nothing where this failed.
                end.complete(Optional.empty());
            }
        }));
    }

    private Slice<List<? extends @Nullable Object>> read(Cursor after, CompletableFuture<Optional<Cursor>> end) {
        Optional<Cursor> foreseen = list.end().apply(after);
        if (foreseen.isPresent()) {
            end.complete(foreseen);
        }
        Slice<List<? extends @Nullable Object>> slice = list.further().apply(after);
        Optional<Cursor> found = Optional.ofNullable(slice.next());
        if (foreseen.isPresent() && !foreseen.equals(found)) {
            throw new IllegalStateException("A slice of a list ended elsewhere than was foreseen");
        }
        end.complete(found);
        return slice;
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
        readers.shutdownNow();
    }
}
