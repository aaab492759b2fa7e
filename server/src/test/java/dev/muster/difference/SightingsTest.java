package dev.muster.difference;

import static dev.muster.ScriptedIntegration.member;
import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.connector.Row;
import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Way;
import dev.muster.difference.Sighting.Count;
import dev.muster.difference.Wanted.LevelAt;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.TestLedger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// How much of what is asked for each revision of a difference saw, whether that was counted when it was published or
/// has to be counted now.
@Tag("database")
@Tag("oldest-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SightingsTest {
    private static final Count NOTHING = Count.NOTHING;

    private final TestLedger ledger = TestLedger.scripted();

    /// With revision 2 P0 becomes an admin and P1 joins T0; with revision 3 nothing changes; with revision 4 P0 is a
    /// user again, P1 leaves T0 for T1, and P2 goes; with revision 5 P1 is called something else.
    @BeforeAll
    void five_revisions() {
        for (int i = 0; i < 3; i++) {
            ledger.record("people", "P" + i, person("P" + i), role("P" + i, "user"));
        }
        ledger.record("teams", "T0", team("T0"))
                .record("teams", "T1", team("T1"))
                .publish();
        ledger.record("people", "P0", person("P0"), role("P0", "admin"))
                .record("members", "T0/P1", member("P1", "T0"))
                .publish();
        ledger.publish();
        ledger.record("people", "P0", person("P0"), role("P0", "user"))
                .without("members", "T0/P1")
                .record("members", "T1/P1", member("P1", "T1"))
                .without("people", "P2")
                .publish();
        ledger.record("people", "P1", renamed(), role("P1", "user")).publish();
    }

    @Test
    void all_that_changed_was_counted_by_each_revision() {
        assertThat(seen(1, 5, Wanted.ALL))
                .containsExactly(
                        Map.entry(5, new Count(0, 0, 1)),
                        Map.entry(4, new Count(1, 3, 1)),
                        Map.entry(2, new Count(1, 0, 1)));
        assertThat(seen(2, 4, Wanted.ALL)).containsExactly(Map.entry(4, new Count(1, 3, 1)));
        assertThat(seen(4, 4, Wanted.ALL)).isEmpty();
        assertThat(Count.sum(sightings(1, 5, Wanted.ALL))).isEqualTo(new Count(2, 3, 3));
        assertThat(Count.sum(List.of())).isEqualTo(NOTHING);
    }

    @Test
    void kind_and_way_leave_revisions_out() {
        assertThat(seen(1, 5, new Wanted(Kind.ACCOUNT, null)))
                .containsExactly(Map.entry(5, new Count(0, 0, 1)), Map.entry(4, new Count(0, 1, 0)));
        assertThat(seen(1, 5, new Wanted(null, Way.GRANTED))).containsOnlyKeys(4, 2);
        assertThat(seen(1, 5, new Wanted(Kind.GRANT, Way.REMOVED))).containsExactly(Map.entry(4, new Count(1, 2, 1)));
    }

    @Test
    void levels_count_whichever_side_of_a_change_they_are_on() {
        Wanted admins = levels("account", "admin");

        assertThat(seen(1, 5, admins))
                .containsExactly(Map.entry(4, new Count(0, 0, 1)), Map.entry(2, new Count(0, 0, 1)));
        assertThat(seen(1, 5, levels("account", "owner"))).isEmpty();
        assertThat(seen(1, 5, levels("team", "admin"))).isEmpty();
        assertThat(seen(1, 5, levels("team", "member")))
                .containsExactly(Map.entry(4, new Count(1, 1, 0)), Map.entry(2, new Count(1, 0, 0)));
        assertThat(seen(1, 5, new Wanted(Kind.ACCOUNT, null, admins.levels(), new SearchText(""))))
                .isEmpty();
        assertThat(seen(
                        1,
                        5,
                        new Wanted(null, Way.REMOVED, levels("team", "member").levels(), new SearchText(""))))
                .containsOnlyKeys(4);
    }

    @Test
    void a_search_finds_any_name_up_to_the_end_of_the_difference() {
        assertThat(seen(1, 4, search("renamed"))).isEmpty();
        assertThat(seen(1, 5, search("renamed"))).containsOnlyKeys(5, 4, 2);
        assertThat(seen(1, 5, search("renamed"))).containsEntry(4, new Count(1, 1, 0));
        assertThat(seen(1, 5, search("person p0"))).containsOnlyKeys(4, 2);
        assertThat(seen(1, 5, new Wanted(Kind.ACCOUNT, null, null, new SearchText("renamed"))))
                .containsOnlyKeys(5);
    }

    @Test
    void the_same_question_has_the_same_answer_again() {
        Map<Integer, Count> first = seen(1, 5, search("team t1"));

        assertThat(first).containsExactly(Map.entry(4, new Count(1, 0, 0)));
        assertThat(seen(1, 5, search("team t1"))).isEqualTo(first);
        assertThat(seen(2, 5, search("team t1"))).isEqualTo(first);
    }

    /// Pages of each length meet everything once, in the order of the revisions, wherever a page ends.
    @Test
    void pages_of_each_length_meet_each_change_once() {
        List<Change> all = page(Wanted.ALL, null, 100).rows();
        assertThat(all).hasSize(8).extracting(Change::revision).containsExactly(5, 4, 4, 4, 4, 4, 2, 2);
        for (int length = 1; length <= 8; length++) {
            assertThat(walk(Wanted.ALL, length)).as("pages of %d", length).isEqualTo(all);
        }
        List<Change> removed = page(new Wanted(null, Way.REMOVED), null, 100).rows();
        assertThat(removed).hasSize(3);
        assertThat(walk(new Wanted(null, Way.REMOVED), 2)).isEqualTo(removed);
    }

    private List<Change> walk(Wanted wanted, int length) {
        List<Change> met = new ArrayList<>();
        Cursor after = null;
        do {
            Slice<Change> page = page(wanted, after, length);
            met.addAll(page.rows());
            after = page.next();
        } while (after != null);
        return met;
    }

    private Slice<Change> page(Wanted wanted, @Nullable Cursor after, int limit) {
        return ledger.get(Changes.class).slice(ledger.between(1, 5), wanted, after, limit);
    }

    /// By number of the revision, in the order in which they are told.
    private Map<Integer, Count> seen(int earlier, int later, Wanted wanted) {
        Map<Integer, Count> seen = new LinkedHashMap<>();
        sightings(earlier, later, wanted).forEach(sighting -> {
            assertThat(sighting.at()).isEqualTo(TestLedger.day(sighting.revision()));
            seen.put(sighting.revision(), sighting.count());
        });
        return seen;
    }

    private List<Sighting> sightings(int earlier, int later, Wanted wanted) {
        var difference = ledger.between(earlier, later);
        return ledger.read(() -> ledger.get(Changes.class).sightings(List.of(difference), wanted));
    }

    private Wanted levels(String type, String value) {
        var level = new LevelAt(ledger.integration().id(), type, value);
        return new Wanted(null, null, Set.of(level), new SearchText(""));
    }

    private static Wanted search(String text) {
        return new Wanted(null, null, null, new SearchText(text));
    }

    private static Row.Account renamed() {
        Row.Account person = person("P1");
        return new Row.Account(
                person.key(), "Renamed P1", person.email(), person.kind(), person.state(), person.attributes());
    }
}
