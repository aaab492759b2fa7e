package dev.muster.pagerduty;

import dev.muster.connector.FeedWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// Reads a feed that comes in many small parts, such as the members of each team: several parts at a time, written one
/// after the other in their order, so that two runs over the same account write the same.
///
/// The readers only report; the calling thread alone writes. Readers run at most a few parts ahead, which bounds what
/// waits in memory. The first part in their order that cannot be read ends the feed.
///
/// @param <K> names a part
/// @param <T> what was read of it
final class InTurn<K, T> {
    private static final int PARTS_AHEAD = 16;

    private final List<K> parts;
    private final FeedWriter writer;
    private final Reader<K, T> reader;
    private final BlockingQueue<Event<T>> events = new LinkedBlockingQueue<>();
    private final Map<Integer, T> waiting = new HashMap<>();
    private final Map<Integer, ReadFailed> failed = new HashMap<>();
    private int started;
    private int written;

    private InTurn(List<K> parts, FeedWriter writer, Reader<K, T> reader) {
        this.parts = parts;
        this.writer = writer;
        this.reader = reader;
    }

    /// Reads one part, on a thread of its own.
    @FunctionalInterface
    interface Reader<K, T> {
        T read(K part, Meter meter) throws ReadFailed, InterruptedException;
    }

    /// Writes one part, on the calling thread.
    @FunctionalInterface
    interface Taker<T> {
        void take(T read) throws InterruptedException;
    }

    /// What a reader reports.
    private sealed interface Event<T> {
        record Requested<T>() implements Event<T> {}

        record Read<T>(int part, T what) implements Event<T> {}

        record Failed<T>(int part, ReadFailed failure) implements Event<T> {}

        record Cancelled<T>() implements Event<T> {}

        record Died<T>(Throwable fault) implements Event<T> {}
    }

    /// Reads and writes all parts.
    ///
    /// @throws ReadFailed when one of them could not be read
    static <K, T> void read(List<K> parts, FeedWriter writer, Reader<K, T> reader, Taker<T> taker)
            throws ReadFailed, InterruptedException {
        new InTurn<>(parts, writer, reader).read(taker);
    }

    private void read(Taker<T> taker) throws ReadFailed, InterruptedException {
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                readAll(readers, taker);
            } finally {
                readers.shutdownNow();
            }
        } finally {
            countLastRequests();
        }
    }

    private void readAll(ExecutorService readers, Taker<T> taker) throws ReadFailed, InterruptedException {
        writer.part(0, parts.size());
        while (written < parts.size()) {
            startReaders(readers);
            switch (events.take()) {
                case Event.Requested<T>() -> writer.requested();
                case Event.Read<T>(int part, T what) -> waiting.put(part, what);
                case Event.Failed<T>(int part, ReadFailed failure) -> failed.put(part, failure);
                case Event.Cancelled<T>() -> throw new InterruptedException("The reading was cancelled");
                case Event.Died<T>(Throwable fault) -> throw new IllegalStateException("Reading a part died", fault);
            }
            writeWhatIsNext(taker);
        }
    }

    private void startReaders(ExecutorService readers) {
        while (started < Math.min(parts.size(), written + PARTS_AHEAD)) {
            int part = started++;
            readers.execute(() -> events.add(read(part)));
        }
    }

    private Event<T> read(int part) {
        try {
            return new Event.Read<>(part, reader.read(parts.get(part), () -> events.add(new Event.Requested<>())));
        } catch (ReadFailed failure) {
            return new Event.Failed<>(part, failure);
        } catch (InterruptedException cancelled) {
            return new Event.Cancelled<>();
        } catch (RuntimeException | Error fault) {
            return new Event.Died<>(fault);
        }
    }

    /// A part that failed ends the feed when its turn comes, so that what is written before does not depend on luck.
    private void writeWhatIsNext(Taker<T> taker) throws ReadFailed, InterruptedException {
        for (T next = waiting.remove(written); next != null; next = waiting.remove(written)) {
            taker.take(next);
            written++;
            writer.part(written, parts.size());
        }
        ReadFailed failure = failed.get(written);
        if (failure != null) {
            throw failure;
        }
    }

    /// Requests that were sent while the feed was already failing were sent all the same.
    private void countLastRequests() throws InterruptedException {
        for (Event<T> event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof Event.Requested<T>) {
                writer.requested();
            }
        }
    }
}
