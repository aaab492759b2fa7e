package dev.muster.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.Written;
import dev.muster.kit.transport.ReadFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InTurnTest {
    private static final int AHEAD = 16;
    private static final int READERS = 6;

    private final Written writer = new Written();
    private final List<Integer> taken = new ArrayList<>();

    @Test
    void parts_are_written_in_their_order_even_when_they_come_in_the_opposite_one() throws Exception {
        List<CountDownLatch> read = IntStream.rangeClosed(0, READERS)
                .mapToObj(part -> new CountDownLatch(1))
                .toList();
        read.getLast().countDown();

        InTurn.read(
                parts(READERS),
                writer,
                (part, meter) -> {
                    read.get(part + 1).await();
                    read.get(part).countDown();
                    return part;
                },
                taken::add);

        assertThat(taken).isEqualTo(parts(READERS));
    }

    @Test
    void no_more_than_sixteen_parts_are_read_ahead_of_what_is_written() throws Exception {
        var started = new AtomicInteger();
        var written = new AtomicInteger();
        var mostAhead = new AtomicInteger();
        var all = new CountDownLatch(READERS);

        InTurn.read(
                parts(200),
                writer,
                (part, meter) -> {
                    mostAhead.accumulateAndGet(started.incrementAndGet() - written.get(), Math::max);
                    all.countDown();
                    all.await();
                    return part;
                },
                part -> {
                    taken.add(part);
                    written.incrementAndGet();
                });

        assertThat(taken).isEqualTo(parts(200));
        assertThat(mostAhead.get()).isBetween(READERS, AHEAD);
    }

    @Test
    void a_part_that_cannot_be_read_ends_the_feed_when_its_turn_comes() {
        assertThatThrownBy(() -> InTurn.read(parts(10), writer, failingAt(3), taken::add))
                .isInstanceOf(ReadFailed.class)
                .hasMessage("Part 3 is not to be had");

        assertThat(taken).containsExactly(0, 1, 2);
        assertThat(writer.requests()).isBetween(4, 10);
    }

    @Test
    void of_two_parts_that_cannot_be_read_the_first_in_order_counts() {
        var later = new CountDownLatch(1);

        assertThatThrownBy(() -> InTurn.read(
                        parts(5),
                        writer,
                        (part, meter) -> {
                            if (part == 4) {
                                later.countDown();
                                throw failure(part);
                            }
                            later.await();
                            if (part == 1) {
                                throw failure(part);
                            }
                            return part;
                        },
                        taken::add))
                .hasMessage("Part 1 is not to be had");
    }

    @Test
    void a_reading_that_is_cancelled_ends_although_its_parts_never_would() {
        var never = new CountDownLatch(1);

        assertThatThrownBy(() -> InTurn.read(
                        parts(100),
                        Written.cancellingAfter(5),
                        (part, meter) -> {
                            meter.requested();
                            never.await();
                            return part;
                        },
                        taken::add))
                .isInstanceOf(InterruptedException.class);

        assertThat(taken).isEmpty();
    }

    @Test
    void an_interrupted_thread_ends_the_reading() throws Exception {
        var begun = new CountDownLatch(READERS);
        var never = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Thread reading = Thread.ofVirtual().start(() -> {
            try {
                InTurn.read(
                        parts(100),
                        writer,
                        (part, meter) -> {
                            begun.countDown();
                            never.await();
                            return part;
                        },
                        taken::add);
            } catch (InterruptedException cancelled) {
                ended.countDown();
            } catch (ReadFailed failure) {
                throw new AssertionError(failure);
            }
        });
        begun.await();

        reading.interrupt();

        ended.await();
        reading.join();
    }

    @Test
    void a_fault_in_the_reading_of_a_part_is_not_taken_for_an_end() {
        assertThatThrownBy(() -> InTurn.read(
                        parts(3),
                        writer,
                        (part, meter) -> {
                            throw new IllegalArgumentException("part " + part);
                        },
                        (Integer part) -> taken.add(part)))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parts_that_are_not_wanted_any_more_are_dropped_and_their_failures_too() throws Exception {
        var requests = new AtomicInteger();

        InTurn.readWhile(parts(100), requests::incrementAndGet, failingAt(3), (number, part) -> {
            taken.add(part);
            return number < 2;
        });

        assertThat(taken).containsExactly(0, 1, 2);
        assertThat(requests.get()).isBetween(4, AHEAD + 2);
    }

    /// Reads no other part before this one has failed.
    private static InTurn.Reader<Integer, Integer> failingAt(int bad) {
        var failed = new CountDownLatch(1);
        return (part, meter) -> {
            meter.requested();
            if (part == bad) {
                failed.countDown();
                throw failure(part);
            }
            failed.await();
            return part;
        };
    }

    private static List<Integer> parts(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static ReadFailed failure(int part) {
        return ReadFailed.forGood(
                new Problem(Cause.NOT_WHOLE, "Part %d is not to be had".formatted(part), "Wait", null), 0);
    }
}
