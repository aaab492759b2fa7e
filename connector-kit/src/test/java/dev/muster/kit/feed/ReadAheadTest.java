package dev.muster.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedOutcome.Complete;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.FeedOutcome.NotAvailable;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.Row;
import dev.muster.kit.Written;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.transport.ReadFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReadAheadTest {
    private static final int QUEUE = 10_000;
    private static final Feed TAGS = new Feed("tags", "Tags", "tags", false, Set.of());
    private static final Feed MEMBERS = new Feed("members", "Members", "members", true, Set.of());
    private static final Problem REFUSED = new Problem(Cause.NOT_PERMITTED, "No", "Ask again", "req-1");
    private static final List<Row> ROWS = List.of(new Row.Resource(new Key("tag", "P1"), "pci", Map.of()));

    private final ReadAhead ahead = new ReadAhead(new SettableTime(), "Acme");
    private final Written writer = new Written();

    @Test
    void everything_is_written_once_and_in_the_order_in_which_it_was_read() throws Exception {
        FeedOutcome outcome = readAndWrite(TAGS, read -> {
            read.requested();
            read.total(3);
            read.part(0, 1);
            read.record("P1", ROWS);
            read.reject("P2", "no");
            read.keep(new Key("team", "P3"), 7);
            read.page();
            return new Complete();
        });

        assertThat(outcome).isEqualTo(new Complete());
        assertThat(writer.lines()).containsExactly("total 3", "record P1", "reject P2: no", "keep 7 of P3", "page");
        assertThat(writer.requests()).isEqualTo(1);
    }

    @Test
    void more_than_the_queue_holds_is_written_in_order() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5 * QUEUE; i++) {
            expected.add("record P" + i);
        }

        readAndWrite(TAGS, read -> {
            for (int i = 0; i < 5 * QUEUE; i++) {
                read.record("P" + i, ROWS);
            }
            return new Complete();
        });

        assertThat(writer.lines()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "402, not part of this Acme plan",
        "403, not in the scope of this credential",
        "404, not offered by this Acme account"
    })
    void an_optional_feed_whose_first_answer_refuses_it_is_not_available(int status, String why) throws Exception {
        assertThat(readAndWrite(TAGS, read -> {
                    read.requested();
                    throw ReadFailed.forGood(REFUSED, status);
                }))
                .isEqualTo(new NotAvailable(why, "req-1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 400, 401, 500})
    void any_other_end_is_incomplete(int status) throws Exception {
        assertThat(readAndWrite(TAGS, read -> {
                    throw ReadFailed.forGood(REFUSED, status);
                }))
                .isEqualTo(new Incomplete(REFUSED));
    }

    @Test
    void a_required_feed_is_never_merely_not_available() throws Exception {
        assertThat(readAndWrite(MEMBERS, read -> {
                    throw ReadFailed.forGood(REFUSED, 403);
                }))
                .isEqualTo(new Incomplete(REFUSED));
    }

    @Test
    void whoever_was_shown_a_part_and_is_refused_another_has_not_seen_all() throws Exception {
        assertThat(readAndWrite(TAGS, read -> {
                    read.record("P1", ROWS);
                    throw ReadFailed.forGood(REFUSED, 403);
                }))
                .isEqualTo(new Incomplete(REFUSED));
        assertThat(writer.lines()).containsExactly("record P1");
    }

    @Test
    void a_reading_that_dies_is_not_taken_for_one_that_ended() {
        ahead.read(TAGS, read -> {
            read.record("P1", ROWS);
            throw new IllegalArgumentException("broken");
        });

        assertThatThrownBy(() -> ahead.onto(writer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Reading tags died");
        assertThat(writer.lines()).containsExactly("record P1");
    }

    @Test
    void a_reading_that_nobody_writes_ends_at_once_when_it_is_cancelled_with_a_full_queue() throws Exception {
        var recorded = new AtomicInteger();
        Thread reading = Thread.ofVirtual()
                .start(() -> ahead.read(TAGS, read -> {
                    while (true) {
                        read.record("P" + recorded.get(), ROWS);
                        recorded.incrementAndGet();
                        read.page();
                    }
                }));
        while (recorded.get() < QUEUE / 2 || reading.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(recorded.get()).isEqualTo(QUEUE / 2);

        reading.interrupt();

        reading.join();
        assertThat(recorded.get()).isLessThanOrEqualTo(QUEUE / 2 + 1);
    }

    @Test
    void a_reading_that_goes_on_after_it_was_interrupted_ends_when_it_is_abandoned() throws Exception {
        var interrupted = new AtomicInteger();
        Thread reading = Thread.ofVirtual()
                .start(() -> ahead.read(TAGS, read -> {
                    try {
                        return fill(read);
                    } catch (InterruptedException usedUp) {
                        interrupted.incrementAndGet();
                        return fill(read);
                    }
                }));
        awaitFullQueue(reading);
        reading.interrupt();
        while (interrupted.get() == 0) {
            Thread.onSpinWait();
        }
        awaitFullQueue(reading);

        ahead.abandon();

        reading.join();
    }

    private static FeedOutcome fill(FeedWriter writer) throws InterruptedException {
        while (true) {
            writer.requested();
        }
    }

    private static void awaitFullQueue(Thread reading) {
        while (reading.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private FeedOutcome readAndWrite(Feed feed, Reading reading) throws InterruptedException {
        Thread reader = Thread.ofVirtual().start(() -> ahead.read(feed, reading));
        FeedOutcome outcome = ahead.onto(writer);
        reader.join();
        return outcome;
    }
}
