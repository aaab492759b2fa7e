package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    private static final Duration TIME = Duration.ofMillis(3_900);

    private final FeedCount users = new FeedCount(new Feed("users", "Users", "users", true, Set.of()), true);
    private final FeedCount members =
            new FeedCount(new Feed("team_members", "Team members", "members", true, Set.of()), true);

    @Test
    void before_the_first_feed_it_is_starting() {
        assertThat(line(120)).isEqualTo("[....................] Starting  0 requests  3 s");
    }

    @Test
    void a_feed_with_a_total_shows_how_much_of_it_is_read() {
        users.opened(Instant.EPOCH);
        users.total(2_000);
        users.requested();
        for (int i = 0; i < 1_200; i++) {
            users.fetched();
        }

        assertThat(line(120)).isEqualTo("[############........] Users 1,200 of 2,000  1 request  3 s");
    }

    @Test
    void a_feed_in_parts_shows_its_parts_and_the_feed_before_it_is_over() {
        users.opened(Instant.EPOCH);
        users.closed(new FeedOutcome.Complete(), Instant.EPOCH);
        members.opened(Instant.EPOCH);
        members.part(21, 84);
        members.fetched();

        assertThat(line(120)).isEqualTo("[#####...............] Team members 1  0 requests  3 s");
    }

    @Test
    void more_rows_than_the_total_do_not_fill_the_bar_over_its_end() {
        users.opened(Instant.EPOCH);
        users.total(1);
        users.fetched();
        users.fetched();

        assertThat(line(120)).startsWith("[####################] Users 2 of 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 49, 50})
    void it_never_fills_the_last_column_of_the_terminal(int width) {
        assertThat(line(width)).hasSizeLessThan(width);
    }

    private String line(int width) {
        return Progress.line(List.of(users, members), TIME, width);
    }
}
