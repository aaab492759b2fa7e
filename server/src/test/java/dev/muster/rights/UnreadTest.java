package dev.muster.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Description;
import dev.muster.connector.GitHubShaped;
import dev.muster.connector.Key;
import dev.muster.rights.Unread.Gap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What was not read in a revision, in words.
class UnreadTest {
    private static final Description APPLICATION = GitHubShaped.describe("app", List.of());
    private static final Instant SINCE = Instant.parse("2026-11-22T02:00:00Z");
    private static final Unread NOTHING = unread(Map.of(), Map.of());

    @Test
    void a_feed_counts_for_all_of_its_parts() {
        Unread feed = unread(Map.of("team_members", gap("team members were not read", SINCE)), Map.of());
        Unread part = unread(Map.of(), Map.of("team_members", parts(1)));

        assertThat(feed.feed("team_members")).contains("team members were not read");
        assertThat(part.feed("team_members")).isEmpty();
        assertThat(feed.part("team_members", team(0))).map(Gap::words).contains("team members were not read");
        assertThat(part.part("team_members", team(0)))
                .map(Gap::words)
                .contains("the members of team 0 could not be read");
        assertThat(part.part("team_members", team(1))).isEmpty();
        assertThat(part.part("collaborators", team(0))).isEmpty();
    }

    @Test
    void two_parts_are_named_and_more_are_counted() {
        Set<String> members = Set.of("team_members", "teams");

        assertThat(unread(Map.of(), Map.of("team_members", parts(2))).sentences(APPLICATION, members))
                .containsExactly("The members of team 0 could not be read", "The members of team 1 could not be read");
        assertThat(unread(Map.of(), Map.of("team_members", parts(3))).sentences(APPLICATION, members))
                .containsExactly("The members of 3 teams could not be read");
        assertThat(unread(Map.of(), Map.of("team_members", parts(3))).sentences(APPLICATION, Set.of("teams")))
                .isEmpty();
        assertThat(unread(Map.of("teams", gap("teams were not read", SINCE)), Map.of())
                        .sentences(APPLICATION, members))
                .containsExactly("Teams were not read");
    }

    @Test
    void what_neither_end_ever_read_is_not_told() {
        Unread never = unread(
                Map.of("teams", gap("teams were never read", null)),
                Map.of("team_members", Map.of(team(0), gap("never", null))));
        Unread lately = unread(Map.of("teams", gap("teams were not read", SINCE)), Map.of());

        assertThat(never.sentences(APPLICATION, never)).isEmpty();
        assertThat(never.sentences(APPLICATION, NOTHING)).containsExactly("Teams were never read", "Never");
        assertThat(never.sentences(APPLICATION, lately)).contains("Teams were never read");
        assertThat(lately.sentences(APPLICATION, never)).containsExactly("Teams were not read");
    }

    @Test
    void two_revisions_are_alike_that_lack_the_same() {
        Set<String> of = Set.of("teams", "team_members");
        Unread feed = unread(Map.of("teams", gap("teams were not read", SINCE)), Map.of());
        Unread part = unread(Map.of(), Map.of("team_members", parts(1)));

        assertThat(feed.isLike(unread(Map.of("teams", gap("other words", null)), Map.of()), of))
                .isTrue();
        assertThat(feed.isLike(NOTHING, of)).isFalse();
        assertThat(NOTHING.isLike(feed, of)).isFalse();
        assertThat(part.isLike(NOTHING, of)).isFalse();
        assertThat(part.isLike(unread(Map.of(), Map.of("team_members", parts(2))), of))
                .isFalse();
        assertThat(part.isLike(NOTHING, Set.of("teams"))).isTrue();
    }

    private static Map<Key, Gap> parts(int number) {
        return IntStream.range(0, number)
                .boxed()
                .collect(Collectors.toMap(
                        UnreadTest::team, i -> gap("the members of team %d could not be read".formatted(i), SINCE)));
    }

    private static Unread unread(Map<String, Gap> feeds, Map<String, Map<Key, Gap>> parts) {
        return new Unread(7, feeds, parts);
    }

    private static Gap gap(String words, @Nullable Instant since) {
        return new Gap(words, since);
    }

    private static Key team(int id) {
        return new Key("team", String.valueOf(id));
    }
}
