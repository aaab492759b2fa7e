package dev.muster.ledger;

import static dev.muster.ScriptedIntegration.member;
import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.role;
import static dev.muster.ScriptedIntegration.team;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.api.Cursor;
import dev.muster.api.Stretch;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.ledger.LeavingRows.Leaving;
import dev.muster.ledger.LeavingRows.Wanted;
import dev.muster.ledger.Removals.Measured;
import dev.muster.ledger.Removals.Removal;
import dev.muster.ledger.StagedChanges.Count;
import dev.muster.ledger.StagedChanges.Kind;
import dev.muster.ledger.StagedChanges.Namesake;
import dev.muster.ledger.StagedChanges.Sum;
import dev.muster.ledger.StagedChanges.Touched;
import dev.muster.problem.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a staged run would change, before it is published: how much would end, who and what, and everything else that
/// would be otherwise.
@Tag("database")
@Tag("oldest-database")
class WouldChangeTest {
    private static final Level USER = new Level("user", "User", false);
    private static final Level ADMIN = new Level("admin", "Admin", true);
    private static final Level MEMBER = new Level("member", "Member", false);

    private final TestLedger ledger = TestLedger.scripted();

    /// P0, an admin, and P1 to P3 are in T0; P3 holds nothing else; T1 is empty.
    @BeforeEach
    void publish() {
        ledger.record("people", "P0", person("P0"), role("P0", "admin"), role("P0", "user"))
                .record("people", "P1", person("P1"), role("P1", "user"))
                .record("people", "P2", person("P2"), role("P2", "user"))
                .record("people", "P3", person("P3"))
                .record("teams", "T0", team("T0"))
                .record("teams", "T1", team("T1"))
                .record("labels", "Zoo", new Row.Resource(new Key("account", "account"), "Zoo", Map.of()));
        for (int i = 0; i < 4; i++) {
            ledger.record("members", "T0/P" + i, member("P" + i, "T0"));
        }
        ledger.record("duties", "D", new Row.Grant(user("P1"), new Key("policy", "E0"), "on_duty"))
                .publish();
    }

    @Test
    void how_much_would_end_is_the_same_before_and_after_a_comparison() {
        ledger.without("people", "P0")
                .without("people", "P3")
                .without("teams", "T0")
                .without("members", "T0/P0")
                .without("members", "T0/P1")
                .without("duties", "D")
                .record("people", "P1", person("P1"), role("P1", "admin"));
        RunKey run = ledger.stage();

        Measured staged =
                ledger.read(() -> ledger.get(Removals.class).of(run, ledger.application(), ledger.complete()));
        Measured compared = ledger.write(() -> ledger.get(Removals.class)
                .of(ledger.get(Publication.class).compare(run), ledger.application(), ledger.complete()));

        assertThat(staged)
                .isEqualTo(new Measured(
                        new Removal(4, 2),
                        new Removal(2, 1),
                        new TreeMap<>(Map.of("account", new Removal(4, 2), "team", new Removal(4, 2)))));
        assertThat(staged.grants()).isEqualTo(new Removal(8, 4));
        assertThat(compared).isEqualTo(staged);
    }

    @Test
    void of_what_was_not_read_nothing_would_end() {
        RunKey run = ledger.without("people", "P0").without("teams", "T0").stage();

        Measured nothing = ledger.read(() -> ledger.get(Removals.class).of(run, ledger.application(), Set.of()));
        Measured compared = ledger.write(() -> ledger.get(Removals.class)
                .of(ledger.get(Publication.class).compare(run), ledger.application(), Set.of()));

        assertThat(List.of(nothing.accounts(), nothing.groups(), nothing.grants()))
                .containsExactly(new Removal(4, 0), new Removal(2, 0), new Removal(8, 0));
        assertThat(List.of(compared.accounts(), compared.groups(), compared.grants()))
                .as("how much there is is not counted where nothing ends")
                .containsOnly(new Removal(0, 0));
        assertThat(leaving(run, Set.of(), LeavingRows.Kind.ACCOUNTS, "", null, 10)
                        .rows())
                .isEmpty();
    }

    @Test
    void who_would_leave_is_told_privileged_first_and_what_they_hold() {
        RunKey run = everybodyLeaves();

        assertThat(leaving(run, LeavingRows.Kind.ACCOUNTS, ""))
                .containsExactly(
                        new Leaving("Person P0", "p0@acme.example", ADMIN, "Team T0"),
                        new Leaving("Person P1", "p1@acme.example", USER, "Team T0"),
                        new Leaving("Person P2", "p2@acme.example", USER, "Team T0"),
                        new Leaving("Person P3", "p3@acme.example", null, "Team T0"));
        assertThat(leaving(run, LeavingRows.Kind.GROUPS, ""))
                .containsExactly(new Leaving("Team T0", "", null, "4"), new Leaving("Team T1", "", null, "0"));
        assertThat(leaving(run, LeavingRows.Kind.GRANTS, ""))
                .as("turns come and go")
                .startsWith(
                        new Leaving("Person P0", "p0@acme.example", ADMIN, "Zoo"),
                        new Leaving("Person P0", "p0@acme.example", USER, "Zoo"),
                        new Leaving("Person P0", "p0@acme.example", MEMBER, "Team T0"))
                .hasSize(8);
    }

    @Test
    void the_list_of_who_would_leave_is_searched_whatever_the_case() {
        RunKey run = everybodyLeaves();

        for (String text : List.of("person p2", "PERSON P2", " Person P2", "p2@AcMe")) {
            assertThat(leaving(run, LeavingRows.Kind.ACCOUNTS, text))
                    .extracting(Leaving::name)
                    .containsExactly("Person P2");
            assertThat(leaving(run, LeavingRows.Kind.GRANTS, text))
                    .extracting(Leaving::name)
                    .containsExactly("Person P2", "Person P2");
        }
        assertThat(leaving(run, LeavingRows.Kind.GRANTS, "team")).hasSize(4);
        assertThat(leaving(run, LeavingRows.Kind.GROUPS, "t1")).hasSize(1);
        assertThat(leaving(run, LeavingRows.Kind.ACCOUNTS, "%")).isEmpty();
    }

    @Test
    void each_list_is_walked_through_in_both_directions() {
        RunKey run = everybodyLeaves();

        for (LeavingRows.Kind kind : LeavingRows.Kind.values()) {
            walk(after -> leaving(run, ledger.complete(), kind, "", after, 1), leaving(run, kind, ""), kind.columns());
        }
        walk(
                after -> changes(run, List.of(), "", after, 2),
                changes(run, List.of(), "", null, 100).rows(),
                StagedChanges.COLUMNS);
        walk(
                after -> accounts(run, List.of(), "", after, 2),
                accounts(run, List.of(), "", null, 100).rows(),
                StagedAccounts.COLUMNS);
        assertThatThrownBy(() -> leaving(
                        run, ledger.complete(), LeavingRows.Kind.GROUPS, "", Cursor.of("1", "a", "b", "c", "many"), 2))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void what_would_become_of_each_grant_is_told_by_what_happens_privileged_first() {
        RunKey run = someChange();

        assertThat(changes(run, List.of(), "", null, 100).rows())
                .containsExactly(
                        new Touched(Kind.JOINED, "Person P4", "Zoo", null, ADMIN),
                        new Touched(Kind.JOINED, "Person P4", "Team T0", null, MEMBER),
                        new Touched(Kind.JOINED, "Person P4", "Team T0", null, MEMBER),
                        new Touched(Kind.JOINED, "Person P4", "Zoo", null, USER),
                        new Touched(Kind.GRANTED, "Person P2", "Team T1", null, MEMBER),
                        new Touched(Kind.GONE, "Person P3", "Team T0", MEMBER, null),
                        new Touched(Kind.REMOVED, "Person P2", "Team T0", MEMBER, null),
                        new Touched(Kind.CHANGED, "Person P1", "Zoo", USER, ADMIN));
        assertThat(changes(run, List.of(Kind.GONE, Kind.REMOVED), "", null, 100).rows())
                .hasSize(2);
        assertThat(changes(run, List.of(), "team t1", null, 100).rows()).hasSize(1);
        assertThat(changes(run, List.of(), "P4", null, 2).found()).isEqualTo(4);
        StagedChanges staged = ledger.get(StagedChanges.class);
        assertThat(ledger.read(() -> staged.counts(run, ledger.application())))
                .isEqualTo(Map.of(
                        Kind.JOINED, new Count(4, 1),
                        Kind.GRANTED, new Count(1, 1),
                        Kind.GONE, new Count(1, 1),
                        Kind.REMOVED, new Count(1, 1),
                        Kind.CHANGED, new Count(1, 1)));
        walk(
                after -> changes(run, List.of(), "", after, 1),
                changes(run, List.of(), "", null, 100).rows(),
                StagedChanges.COLUMNS);
    }

    @Test
    void how_many_there_would_be_come_and_go() {
        RunKey run = someChange();
        StagedChanges staged = ledger.get(StagedChanges.class);

        assertThat(ledger.read(() -> staged.accounts(run))).isEqualTo(new Sum(4, 1, 1));
        assertThat(ledger.read(() -> staged.privileged(run, ledger.application())))
                .isEqualTo(new Sum(3, 2, 0));
        assertThat(ledger.read(() -> staged.grants(run))).isEqualTo(12);
        assertThat(ledger.read(() -> staged.named(run, List.of("Person P1", "Person P3", "Nobody"))))
                .isEqualTo(Map.of(
                        "Person P1", new Namesake(3, null),
                        "Person P3", new Namesake(0, "p3@acme.example"),
                        "Nobody", new Namesake(0, null)));
    }

    @Test
    void what_would_become_of_each_account_is_told_with_what_is_known_of_it() {
        Row.Account zoe = person("P2");
        ledger.record(
                        "people",
                        "P2",
                        new Row.Account(zoe.key(), "Zoe", null, zoe.kind(), zoe.state(), Map.of("department", "Night")))
                .without("people", "P3")
                .without("members", "T0/P3")
                .record("people", "P4", person("P4"));
        RunKey run = ledger.stage();
        StagedAccounts staged = ledger.get(StagedAccounts.class);

        Map<String, String> four = Map.of("name", "Person P4", "email", "p4@acme.example");
        Map<String, String> three = Map.of("name", "Person P3", "email", "p3@acme.example");
        assertThat(accounts(run, List.of(), "", null, 100).rows())
                .containsExactly(
                        new StagedAccounts.Touched(Kind.JOINED, "Person P4", Map.of(), four),
                        new StagedAccounts.Touched(Kind.GONE, "Person P3", three, Map.of()),
                        new StagedAccounts.Touched(
                                Kind.CHANGED,
                                "Zoe",
                                Map.of("name", "Person P2", "email", "p2@acme.example"),
                                Map.of("name", "Zoe", "department", "Night")));
        assertThat(accounts(run, List.of(Kind.GONE), "", null, 100).rows()).hasSize(1);
        assertThat(accounts(run, List.of(), "ZOE", null, 100).found()).isEqualTo(1);
        assertThat(ledger.read(() -> staged.counts(run)))
                .isEqualTo(Map.of(
                        Kind.JOINED, new Count(1, 1), Kind.GONE, new Count(1, 1), Kind.CHANGED, new Count(1, 1)));
    }

    /// Another stays, or the run would be about nobody.
    private RunKey everybodyLeaves() {
        for (int i = 0; i < 4; i++) {
            ledger.without("people", "P" + i).without("members", "T0/P" + i);
        }
        return ledger.without("teams", "T0")
                .without("teams", "T1")
                .without("duties", "D")
                .record("people", "P9", person("P9"))
                .stage();
    }

    /// P4 joins, twice a member of T0; P3 goes; P2 leaves T0 for T1; P1 becomes an admin.
    private RunKey someChange() {
        return ledger.record("people", "P4", person("P4"), role("P4", "admin"), role("P4", "user"))
                .record("members", "T0/P4", member("P4", "T0"))
                .record(
                        "members",
                        "T0/P4 too",
                        new Row.Grant(user("P4"), new Key("team", "T0"), "member", "chat", Map.of()))
                .without("people", "P3")
                .without("members", "T0/P3")
                .without("members", "T0/P2")
                .record("members", "T1/P2", member("P2", "T1"))
                .record("people", "P1", person("P1"), role("P1", "admin"))
                .stage();
    }

    private List<Leaving> leaving(RunKey run, LeavingRows.Kind kind, String search) {
        return leaving(run, ledger.complete(), kind, search, null, 100).rows();
    }

    private Stretch<Leaving> leaving(
            RunKey run, Set<String> complete, LeavingRows.Kind kind, String search, @Nullable Cursor after, int limit) {
        return ledger.read(() -> ledger.get(LeavingRows.class)
                .stretch(new Wanted(run, ledger.application(), complete, kind, new SearchText(search)), after, limit));
    }

    private Stretch<Touched> changes(RunKey run, List<Kind> kinds, String search, @Nullable Cursor after, int limit) {
        return ledger.read(() -> ledger.get(StagedChanges.class)
                .stretch(run, ledger.application(), kinds, new SearchText(search), after, limit));
    }

    private Stretch<StagedAccounts.Touched> accounts(
            RunKey run, List<Kind> kinds, String search, @Nullable Cursor after, int limit) {
        return ledger.read(
                () -> ledger.get(StagedAccounts.class).stretch(run, kinds, new SearchText(search), after, limit));
    }

    /// Forth to the end, and back to where the last but one began.
    private static <T> void walk(Function<@Nullable Cursor, Stretch<T>> list, List<T> all, int columns) {
        List<Stretch<T>> met = new ArrayList<>();
        List<T> rows = new ArrayList<>();
        Cursor after = null;
        do {
            Stretch<T> stretch = list.apply(after);
            assertThat(stretch.found()).isEqualTo(all.size());
            assertThat(stretch.before()).isEqualTo(rows.size());
            met.add(stretch);
            rows.addAll(stretch.rows());
            after = stretch.next();
            assertThat(after == null || after.key().size() == columns).isTrue();
        } while (after != null);

        assertThat(rows).isEqualTo(all);
        for (int i = 1; i < met.size(); i++) {
            assertThat(list.apply(met.get(i).previous()).rows())
                    .isEqualTo(met.get(i - 1).rows());
        }
    }
}
