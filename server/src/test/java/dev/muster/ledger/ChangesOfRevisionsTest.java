package dev.muster.ledger;

import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.team;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.difference.Change;
import dev.muster.difference.Change.Content;
import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Change.Way;
import dev.muster.difference.Changes;
import dev.muster.difference.Sighting.Count;
import dev.muster.difference.Wanted;
import dev.muster.problem.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What changed between two revisions, told one by one, counted, and walked through.
@Tag("database")
@Tag("oldest-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesOfRevisionsTest {
    private static final Key ACCOUNT = new Key("account", "account");
    private static final Key T0 = new Key("team", "T0");
    private static final Key POLICY = new Key("policy", "E0");

    private final TestLedger ledger = TestLedger.scripted();

    /// With revision 2 P0 becomes an admin and P1 goes; with revision 3 P2 comes, T0 is renamed and owns a policy.
    @BeforeAll
    void three_revisions() {
        ledger.record("people", "P0", person("P0"), role("P0", "user"))
                .record("people", "P1", person("P1"))
                .record("teams", "T0", team("T0"))
                .record("policies", "E0", new Row.Resource(POLICY, "Nights", Map.of()))
                .publish();
        ledger.record("people", "P0", person("P0"), role("P0", "admin"))
                .without("people", "P1")
                .publish();
        ledger.record("people", "P2", person("P2"))
                .record("members", "T0/P2", new Row.Grant(user("P2"), T0, "member", "invited", Map.of("since", "May")))
                .record("teams", "T0", new Row.Resource(T0, "Days", Map.of("private", "true")))
                .record(
                        "policies",
                        "E0",
                        new Row.Resource(POLICY, "Nights", Map.of()),
                        new Row.Link(T0, "owns", POLICY, Map.of("level", "1")))
                .publish();
    }

    @Test
    void each_is_told_with_what_was_said_before_and_after() {
        List<Change> changes = slice(1, 3, Wanted.ALL, null, 100).rows();

        assertThat(changes)
                .containsExactly(
                        change(3, Kind.ACCOUNT, named(user("P2"), "Person P2"), null, "", null, account("P2")),
                        change(
                                3,
                                Kind.GRANT,
                                named(user("P2"), "Person P2"),
                                named(T0, "Days"),
                                "",
                                null,
                                new Content(Map.of("value", "member", "through", "invited"), Map.of("since", "May"))),
                        change(
                                3,
                                Kind.LINK,
                                named(T0, "Days"),
                                named(POLICY, "Nights"),
                                "owns",
                                null,
                                new Content(Map.of(), Map.of("level", "1"))),
                        change(
                                3,
                                Kind.RESOURCE,
                                named(T0, "Days"),
                                null,
                                "",
                                new Content(Map.of("name", "Team T0"), Map.of()),
                                new Content(Map.of("name", "Days"), Map.of("private", "true"))),
                        change(2, Kind.ACCOUNT, named(user("P1"), "Person P1"), null, "", account("P1"), null),
                        change(
                                2,
                                Kind.GRANT,
                                named(user("P0"), "Person P0"),
                                named(ACCOUNT, "account"),
                                "",
                                new Content(Map.of("value", "user", "through", ""), Map.of()),
                                new Content(Map.of("value", "admin", "through", ""), Map.of())));
        assertThat(slice(2, 2, Wanted.ALL, null, 100).rows()).isEmpty();
        assertThat(slice(1, 2, Wanted.ALL, null, 100).rows()).hasSize(2);
    }

    @Test
    void they_are_counted_by_kind_and_way() {
        Map<Kind, Count> counts = ledger.get(Changes.class).counts(ledger.between(1, 3));

        assertThat(counts)
                .isEqualTo(Map.of(
                        Kind.ACCOUNT, new Count(1, 1, 0),
                        Kind.GRANT, new Count(1, 0, 1),
                        Kind.LINK, new Count(1, 0, 0),
                        Kind.RESOURCE, new Count(0, 0, 1)));
        assertThat(ledger.get(Changes.class).counts(ledger.between(3, 3))).isEmpty();
        var count = new Count(1, 2, 4);
        assertThat(List.of(count.of(null), count.of(Way.GRANTED), count.of(Way.REMOVED), count.of(Way.CHANGED)))
                .containsExactly(7L, 1L, 2L, 4L);
    }

    @Test
    void a_walk_meets_each_once_and_knows_how_many_lie_behind() {
        List<Change> met = new ArrayList<>();
        List<Long> before = new ArrayList<>();
        Cursor after = null;
        do {
            before.add(Changes.before(after));
            Slice<Change> slice = slice(1, 3, Wanted.ALL, after, 2);
            met.addAll(slice.rows());
            after = slice.next();
        } while (after != null);

        assertThat(met).isEqualTo(slice(1, 3, Wanted.ALL, null, 100).rows());
        assertThat(before).containsExactly(0L, 2L, 4L);
        assertThat(Objects.requireNonNull(slice(1, 3, Wanted.ALL, null, 1).next())
                        .key())
                .hasSize(Changes.COLUMNS);
    }

    @Test
    void they_are_narrowed_down_by_kind_and_way() {
        assertThat(slice(1, 3, new Wanted(Kind.ACCOUNT, null), null, 100).rows())
                .extracting(change -> change.subject().key().id())
                .containsExactly("P2", "P1");
        assertThat(slice(1, 3, new Wanted(Kind.ACCOUNT, Way.REMOVED), null, 100).rows())
                .extracting(change -> change.subject().key().id())
                .containsExactly("P1");
        assertThat(slice(1, 3, new Wanted(null, Way.CHANGED), null, 100).rows())
                .extracting(Change::kind)
                .containsExactly(Kind.RESOURCE, Kind.GRANT);
        assertThat(slice(1, 3, new Wanted(null, Way.GRANTED), null, 100).rows()).hasSize(3);
    }

    @Test
    void a_place_that_no_list_gave_out_is_refused() {
        for (Cursor made : List.of(
                Cursor.of("none", "", "", "", "", "", "", "0"), Cursor.of("3", "", "", "", "", "", "", "some"))) {
            assertThatThrownBy(() -> slice(1, 3, Wanted.ALL, made, 100))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("Send what the page before gave as next, or leave it out.");
        }
        assertThat(Changes.before(Cursor.of("3", "", "", "", "", "", "", "-7"))).isZero();
    }

    @Test
    void the_older_revision_is_named_first() {
        assertThatThrownBy(() -> ledger.between(2, 1))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("Revision 2 is newer than revision 1. Name the older one first.");
    }

    private Slice<Change> slice(int earlier, int later, Wanted wanted, @Nullable Cursor after, int limit) {
        return ledger.get(Changes.class).slice(ledger.between(earlier, later), wanted, after, limit);
    }

    private static Named named(Key key, String name) {
        return new Named(key, name);
    }

    private static Content account(String id) {
        Row.Account row = person(id);
        return new Content(
                Map.of(
                        "name",
                        row.name(),
                        "email",
                        Objects.requireNonNull(row.email()),
                        "kind",
                        "human",
                        "state",
                        "active"),
                Map.of());
    }

    private Change change(
            int revision,
            Kind kind,
            Named subject,
            @Nullable Named object,
            String relation,
            @Nullable Content before,
            @Nullable Content after) {
        return new Change(
                ledger.integration(),
                revision,
                revision,
                TestLedger.day(revision),
                kind,
                subject,
                object,
                relation,
                before,
                after,
                null);
    }
}
