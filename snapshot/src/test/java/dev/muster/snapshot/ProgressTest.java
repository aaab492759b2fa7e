package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Memory;
import dev.muster.connector.Row;
import dev.muster.host.Reading;
import dev.muster.host.RowSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    private static final Duration TIME = Duration.ofMillis(3_900);

    private static final Feed USERS = new Feed("users", "Users", "users", true, Set.of());
    private static final Feed MEMBERS = new Feed("team_members", "Team members", "members", true, Set.of());

    private final Reading reading = new Reading(
            new Description(
                    "x",
                    "X",
                    "For tests",
                    "Nothing",
                    "1",
                    List.of(),
                    List.of(USERS, MEMBERS),
                    List.of(),
                    List.of(),
                    List.of()),
            Memory.NONE,
            (feed, tally) -> new Nowhere(),
            InstantSource.fixed(Instant.EPOCH));

    @Test
    void before_the_first_feed_it_is_starting() {
        assertThat(line(120)).isEqualTo("[....................] Starting  0 requests  3 s");
    }

    @Test
    void a_feed_with_a_total_shows_how_much_of_it_is_read() throws InterruptedException {
        FeedWriter users = reading.open(USERS);
        users.total(2_000);
        users.requested();
        write(users, 1_200);

        assertThat(line(120)).isEqualTo("[############........] Users 1,200 of 2,000  1 request  3 s");
    }

    @Test
    void a_feed_in_parts_shows_its_parts_and_the_feed_before_it_is_over() throws InterruptedException {
        reading.open(USERS).close(new FeedOutcome.Complete());
        FeedWriter members = reading.open(MEMBERS);
        members.part(21, 84);
        write(members, 1);

        assertThat(line(120)).isEqualTo("[#####...............] Team members 1  0 requests  3 s");
    }

    @Test
    void more_rows_than_the_total_do_not_fill_the_bar_over_its_end() throws InterruptedException {
        FeedWriter users = reading.open(USERS);
        users.total(1);
        write(users, 2);

        assertThat(line(120)).startsWith("[####################] Users 2 of 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 49, 50})
    void it_never_fills_the_last_column_of_the_terminal(int width) {
        assertThat(line(width)).hasSizeLessThan(width);
    }

    private static void write(FeedWriter feed, int records) throws InterruptedException {
        for (int i = 0; i < records; i++) {
            feed.record("R" + i, List.of());
        }
    }

    private String line(int width) {
        return Progress.line(reading.tallies(), TIME, width);
    }

    /// Keeps no row.
    private static final class Nowhere implements RowSink.FeedRows {
        @Override
        public void record(String recordId, List<Row> rows) {}

        @Override
        public void close(FeedOutcome outcome, Set<Key> kept, Set<Key> unread) {}
    }
}
