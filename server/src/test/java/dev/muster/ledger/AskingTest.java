package dev.muster.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.api.Stretch;
import dev.muster.connector.Key;
import dev.muster.database.TenantId;
import dev.muster.difference.Change;
import dev.muster.difference.Change.Content;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Change.Way;
import dev.muster.integration.Integration;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationId;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What of the ledger is asked for, before the database is.
class AskingTest {
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final Integration INTEGRATION = integration();
    private static final Instant THEN = Instant.parse("2026-09-30T12:00:00Z");

    @Test
    void a_revision_is_named_by_number_day_or_moment() {
        assertThat(AsOf.parse(null)).isEqualTo(new AsOf.Newest());
        assertThat(AsOf.parse(" ")).isEqualTo(new AsOf.Newest());
        assertThat(AsOf.parse(" 41 ")).isEqualTo(new AsOf.Number(41));
        assertThat(AsOf.parse("109")).isEqualTo(new AsOf.Number(109));
        assertThat(AsOf.parse("2026-09-30")).isEqualTo(new AsOf.Day(LocalDate.of(2026, 9, 30)));
        assertThat(AsOf.parse("2026-09-30T14:00:00+02:00")).isEqualTo(new AsOf.Moment(THEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-02-31", "99999999999", "2026-09-30T12:00:00", "-1", "4 1"})
    void whatever_else_is_asked_for_is_refused_in_words(String asked) {
        assertThatThrownBy(() -> AsOf.parse("from", asked))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Send a revision (41), a day (2026-09-30) or a time with its offset");
        assertThatThrownBy(() -> AsOf.parseOfAll("from", asked))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Send a day (2026-09-30) or a time with its offset");
    }

    @Test
    void whoever_walks_on_stays_in_the_revision_where_the_walk_began() {
        Walk first = Walk.parse("", "", 2, "accounts", "q", "role");
        Cursor next = Objects.requireNonNull(first.through(revision(41), new Slice<>(List.of("a"), Cursor.of("b", "c")))
                .next());

        Walk second = Walk.parse("", next.text(), 2, "accounts", "q", "role");

        assertThat(first.asOf()).isEqualTo(new AsOf.Newest());
        assertThat(first.after()).isNull();
        assertThat(second.asOf()).isEqualTo(new AsOf.Number(41));
        assertThat(second.after()).isEqualTo(Cursor.of("b", "c"));
        assertThat(Walk.parse("41", next.text(), 2, "accounts", "q", "role").asOf())
                .isEqualTo(new AsOf.Number(41));
        assertThat(Walk.parse("2026-09-30", next.text(), 2, "accounts", "q", "role")
                        .asOf())
                .isEqualTo(new AsOf.Number(41));
        assertThat(first.through(revision(41), new Slice<>(List.of("a"), null)).next())
                .isNull();
    }

    @Test
    void the_next_page_of_something_else_is_refused() {
        Walk first = Walk.parse("", "", 2, "accounts", "q", "role");
        String next = Objects.requireNonNull(first.through(revision(41), new Slice<>(List.of("a"), Cursor.of("b", "c")))
                        .next())
                .text();

        refused("another list", () -> Walk.parse("", next, 2, "resources", "q", "role"));
        refused("another list", () -> Walk.parse("", next, 2, "accounts", "q", "other"));
        refused("another list", () -> Walk.parse("", next, 2, "accounts", "qr", "ole"));
        refused("next page of revision 41", () -> Walk.parse("40", next, 2, "accounts", "q", "role"));
        refused("Send what the page before gave", () -> Walk.parse("", next, 3, "accounts", "q", "role"));
        String noRevision = Cursor.of("2026-09-30", first.question(), "b", "c").text();
        refused("next page of revision 2026-09-30", () -> Walk.parse("", noRevision, 2, "accounts", "q", "role"));
    }

    @Test
    void the_way_back_leads_to_the_beginning_when_nothing_lies_before() {
        Walk walk = Walk.parse("", "", 2, "accounts");

        Stretch<String> back = walk.through(revision(41), new Stretch<>(List.of("a"), 50, 90, null, null));
        Stretch<String> start = walk.through(revision(41), new Stretch<>(List.of("a"), 0, 90, null, null));
        Stretch<String> middle =
                walk.through(revision(41), new Stretch<>(List.of("a"), 60, 90, Cursor.of("x", "y"), null));

        assertThat(Objects.requireNonNull(back.previous()).key())
                .endsWith("", "")
                .hasSize(4);
        assertThat(start.previous()).isNull();
        assertThat(Objects.requireNonNull(middle.previous()).key())
                .startsWith("41")
                .endsWith("x", "y");
        assertThat(List.of(back.before(), back.found())).containsExactly(50L, 90L);
        assertThat(back.rows()).containsExactly("a");
    }

    @Test
    void a_search_takes_wildcards_literally_and_no_more_than_200_characters() {
        assertThat(new SearchText("  ").pattern()).isEmpty();
        assertThat(new SearchText(" 50%_\\ ").pattern()).isEqualTo("%50\\%\\_\\\\%");
        assertThat(new SearchText("x".repeat(200)).value()).hasSize(200);
        refused("at most 200 characters, not 201", () -> new SearchText("x".repeat(201)));
        refused("U+0000", () -> new SearchText("a\0b"));
        refused("U+0000", () -> new SearchText("\0b"));
    }

    @Test
    void figures_of_a_revision_are_counted_once_and_those_before_the_first_every_time() {
        var counted = new AtomicInteger();
        var figures = new PerRevision<Integer>();

        assertThat(figures.of(revision(1), counted::incrementAndGet)).isEqualTo(1);
        assertThat(figures.of(revision(1), counted::incrementAndGet)).isEqualTo(1);
        assertThat(figures.of(revision(2), counted::incrementAndGet)).isEqualTo(2);
        assertThat(figures.of(revision(0), counted::incrementAndGet)).isEqualTo(3);
        assertThat(figures.of(revision(0), counted::incrementAndGet)).isEqualTo(4);
        for (int number = 3; number <= 1_001; number++) {
            figures.of(revision(number), counted::incrementAndGet);
        }
        int before = counted.get();
        assertThat(figures.of(revision(2), counted::incrementAndGet))
                .as("the last of a thousand")
                .isEqualTo(2);
        assertThat(figures.of(revision(1), counted::incrementAndGet))
                .as("forgotten")
                .isEqualTo(before + 1);
    }

    @Test
    void a_figure_that_is_worked_out_twice_weighs_once() {
        var figures = new PerRevision<Integer>(3, figure -> figure);

        figures.remember(revision(1), "large", 2);
        figures.remember(revision(1), "large", 2);
        figures.remember(revision(1), "small", 1);
        assertThat(figures.known(revision(1), "large")).isEqualTo(2);

        figures.remember(revision(1), "another", 1);
        assertThat(figures.known(revision(1), "small")).as("the least used").isNull();
        assertThat(figures.known(revision(1), "large")).isEqualTo(2);
    }

    @Test
    void what_came_went_or_says_something_else_is_told_apart() {
        Content content = new Content(Map.of("name", "Ana"), Map.of());

        assertThat(change(null, content).way()).isEqualTo(Way.GRANTED);
        assertThat(change(content, null).way()).isEqualTo(Way.REMOVED);
        assertThat(change(content, content).way()).isEqualTo(Way.CHANGED);
        assertThat(Way.REMOVED.id()).isEqualTo("removed");
        assertThat(Change.Kind.GRANT.id()).isEqualTo("grant");
        assertThat(Change.Kind.of("link")).isEqualTo(Change.Kind.LINK);
        assertThat(revision(41).exists()).isTrue();
        assertThat(revision(0).exists()).isFalse();
        assertThat(revision(41).asOf()).isEqualTo("41");
        assertThat(new Revision(TENANT, INTEGRATION, 41, 7, THEN, true).asOf()).isEmpty();
        assertThat(revision(41).published()).isEqualTo(THEN);
    }

    @Test
    void a_stub_says_when_it_was_deleted_as_far_as_anybody_tells() {
        Map<String, String> told = Attributes.parse("{\"stub\": \"true\", \"deleted\": \"2026-09-30T12:00:00Z\"}");

        assertThat(Stub.of(told)).isEqualTo(new Stub(true, THEN));
        assertThat(Stub.of(Map.of("deleted", "lately"))).isEqualTo(new Stub(false, null));
        assertThat(Stub.deleted(null)).isNull();
    }

    private static void refused(String words, Runnable asked) {
        assertThatThrownBy(asked::run).isInstanceOf(InvalidInput.class).hasMessageContaining(words);
    }

    private static Change change(@Nullable Content before, @Nullable Content after) {
        return new Change(
                INTEGRATION,
                41,
                7,
                THEN,
                Change.Kind.ACCOUNT,
                new Named(new Key("user", "ANA"), "Ana"),
                null,
                "",
                before,
                after,
                null);
    }

    private static Revision revision(int number) {
        return new Revision(TENANT, INTEGRATION, number, 7, THEN, false);
    }

    private static Integration integration() {
        return new Integration(
                new IntegrationId(UUID.randomUUID()),
                "scripted",
                "Scripted",
                "",
                new UserId(UUID.randomUUID()),
                List.of(),
                Map.of(),
                List.of(),
                LocalTime.MIDNIGHT,
                ZoneOffset.UTC,
                HoldLimit.USUAL,
                1,
                Instant.EPOCH,
                "nobody");
    }
}
