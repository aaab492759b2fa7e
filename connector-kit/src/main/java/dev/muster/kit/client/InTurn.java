package dev.muster.kit.client;

import dev.muster.connector.FeedWriter;
import dev.muster.kit.transport.ReadFailed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Reads what comes in many small parts, such as the members of each team or the pages of a list: several parts at a
/// time, taken one after the other in their order, so that two runs over the same account write the same.
///
/// The readers only report; the calling thread alone takes. Readers share the parts and run at most a few parts
/// ahead, which bounds threads and what waits in memory. What becomes of a part that cannot be read is up to the one
/// who takes the parts.
///
/// @param <K> names a part
/// @param <T> what was read of it
public final class InTurn<K, T> {
    private static final int PARTS_AHEAD = 16;

    private final List<K> parts;
    private final Meter meter;
    private final Reader<K, T> reader;
    private final BlockingQueue<Event<T>> events = new LinkedBlockingQueue<>();
    private final Map<Integer, T> waiting = new HashMap<>();
    private final Map<Integer, ReadFailed> failed = new HashMap<>();
    private int started;
    private int taken;
    private boolean enough;

    private InTurn(List<K> parts, Meter meter, Reader<K, T> reader) {
        this.parts = parts;
        this.meter = meter;
        this.reader = reader;
    }

    /// Reads one part, on the thread of a reader.
    @FunctionalInterface
    public interface Reader<K, T> {
        public T read(K part, Meter meter) throws ReadFailed, InterruptedException;
    }

    /// Writes one part, on the calling thread.
    @FunctionalInterface
    public interface Taker<T> {
        void take(T read) throws InterruptedException;
    }

    /// Takes one part, on the calling thread, and tells whether the next is wanted.
    @FunctionalInterface
    public interface Judge<T> {
        /// @param part its place among the parts, from 0
        boolean takeAndGoOn(int part, T read) throws ReadFailed, InterruptedException;

        /// A part could not be read. The next is wanted unless this throws, which it does unless told
        /// otherwise.
        default void missed(int part, ReadFailed failure) throws ReadFailed, InterruptedException {
            throw failure;
        }
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
    public static <K, T> void read(List<K> parts, FeedWriter writer, Reader<K, T> reader, Taker<T> taker)
            throws ReadFailed, InterruptedException {
        writer.part(0, parts.size());
        readWhile(parts, writer::requested, reader, (part, read) -> {
            taker.take(read);
            writer.part(part + 1, parts.size());
            return true;
        });
    }

    /// Reads parts until no more are wanted. Those that were read ahead by then are dropped.
    ///
    /// @throws ReadFailed when one that was wanted could not be read
    public static <K, T> void readWhile(List<K> parts, Meter meter, Reader<K, T> reader, Judge<T> judge)
            throws ReadFailed, InterruptedException {
        new InTurn<>(parts, meter, reader).read(judge);
    }

    private void read(Judge<T> judge) throws ReadFailed, InterruptedException {
        try (Readers readers = Readers.ofParts()) {
            readAll(readers, judge);
        } finally {
            countLastRequests();
        }
    }

    private void readAll(Readers readers, Judge<T> judge) throws ReadFailed, InterruptedException {
        while (!enough && taken < parts.size()) {
            startReaders(readers);
            switch (events.take()) {
                case Event.Requested<T>() -> meter.requested();
                case Event.Read<T>(int part, T what) -> waiting.put(part, what);
                case Event.Failed<T>(int part, ReadFailed failure) -> failed.put(part, failure);
                case Event.Cancelled<T>() -> throw new InterruptedException("The reading was cancelled");
                case Event.Died<T>(Throwable fault) -> throw new IllegalStateException("Reading a part died", fault);
            }
            takeWhatIsNext(judge);
        }
    }

    private void startReaders(Readers readers) {
        while (started < Math.min(parts.size(), taken + PARTS_AHEAD)) {
            int part = started++;
            readers.begin(() -> events.add(read(part)));
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

    /// A part that failed is judged when its turn comes, so that what is written before does not depend on luck.
    private void takeWhatIsNext(Judge<T> judge) throws ReadFailed, InterruptedException {
        while (!enough) {
            T read = waiting.remove(taken);
            ReadFailed failure = failed.remove(taken);
            if (read != null) {
                enough = !judge.takeAndGoOn(taken, read);
            } else if (failure != null) {
                judge.missed(taken, failure);
            } else {
                return;
            }
            taken++;
        }
    }

    /// Requests that were sent while the feed was already failing were sent all the same.
    private void countLastRequests() throws InterruptedException {
        for (Event<T> event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof Event.Requested<T>) {
                meter.requested();
            }
        }
    }
}
