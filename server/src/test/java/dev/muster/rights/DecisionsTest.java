package dev.muster.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.GitHubShaped;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Change.Way;
import dev.muster.problem.InvalidInput;
import dev.muster.rights.Verdicts.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Decisions that were made: how they are counted, narrowed down, and held against each other.
class DecisionsTest {
    private static final Right VIEW = GitHubShaped.VIEW;
    private static final Right EDIT = GitHubShaped.EDIT;
    private static final Decision NOTHING = decision(Set.of(), Set.of(), false);
    private static final Decision VIEWS = decision(Set.of(VIEW), Set.of(), true);
    private static final Decision AT_LEAST = decision(Set.of(VIEW), Set.of(EDIT), false);
    private static final Decision UNKNOWN = decision(Set.of(), Set.of(VIEW, EDIT), false);
    private static final Verdicts ALL = new Verdicts(Map.of(
            "nothing", new Verdict("team", NOTHING, 1),
            "views", new Verdict("repository", VIEWS, 2),
            "at least", new Verdict("repository", AT_LEAST, 4),
            "unknown", new Verdict("repository", UNKNOWN, 8)));

    @Test
    void alike_things_are_counted_without_a_look_at_each() {
        assertThat(ALL.all()).isEqualTo(15);
        assertThat(ALL.able()).isEqualTo(6);
        assertThat(ALL.able(VIEW)).isEqualTo(6);
        assertThat(ALL.able(EDIT)).isZero();
        assertThat(ALL.uncertain()).isEqualTo(12);
        assertThat(ALL.of(Certainty.CERTAIN)).isEqualTo(3);
        assertThat(ALL.of(Certainty.AT_LEAST)).isEqualTo(4);
        assertThat(ALL.of(Certainty.UNKNOWN)).isEqualTo(8);
        assertThat(ALL.isBounded()).isTrue();
        assertThat(ALL.only("team"::equals).isBounded()).isFalse();
        assertThat(ALL.only("team"::equals).all()).isEqualTo(1);
        assertThat(ALL.of("views")).isEqualTo(VIEWS);
        assertThat(Certainty.AT_LEAST.id()).isEqualTo("at_least");
        assertThat(Certainty.AT_LEAST.title()).isEqualTo("At least");
    }

    @Test
    void a_filter_lets_through_what_it_names() {
        assertThat(ALL.admitted(RightFilter.ALL)).isEqualTo(15);
        assertThat(ALL.admitted(new RightFilter(" view "))).isEqualTo(6);
        assertThat(ALL.admitted(new RightFilter(RightFilter.ANY))).isEqualTo(6);
        assertThat(ALL.admitted(new RightFilter(RightFilter.UNKNOWN))).isEqualTo(12);
        assertThat(ALL.admitted(new RightFilter(RightFilter.CHANGE))).isEqualTo(12);
        assertThat(ALL.admitted(new RightFilter("edit"))).isZero();
        var book = new Rulebook(
                new GitHubShaped(),
                "acme",
                Map.of(),
                Map.of(),
                new Reached(Map.of()),
                new Unread(1, Map.of(), Map.of()));
        for (String known : List.of("", "view", RightFilter.ANY, RightFilter.CHANGE, RightFilter.UNKNOWN)) {
            assertThat(new RightFilter(known).among(book).value()).isEqualTo(known);
        }
        assertThatThrownBy(() -> new RightFilter("all").among(book))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(
                        "A right is one of view, triage, edit, maintain, administer, any, change, or unknown");
    }

    @Test
    void accounts_that_hold_something_there_stand_apart_from_those_of_one_level() {
        Key ana = new Key("user", "ANA");
        Key ben = new Key("user", "BEN");
        var classes = new AccountClasses(
                ALL,
                Map.of(ana, "at least", ben, "nothing"),
                Map.of(Optional.of("member"), "views", Optional.empty(), "unknown"));

        assertThat(classes.of(ana, "member").decision()).isEqualTo(AT_LEAST);
        assertThat(classes.of(new Key("user", "CY"), "member").decision()).isEqualTo(VIEWS);
        assertThat(classes.of(new Key("user", "DI"), null).decision()).isEqualTo(UNKNOWN);
        assertThat(classes.admitted(new RightFilter("view"))).isEqualTo(6);
        assertThat(classes.namedApart()).containsExactlyInAnyOrder("user ANA", "user BEN");
        assertThat(classes.namedAdmitted(new RightFilter("view"))).containsExactly("user ANA");
        assertThat(classes.admittedLevels(new RightFilter("view"))).containsExactly(Optional.of("member"));
        assertThat(classes.admittedLevels(new RightFilter(RightFilter.UNKNOWN))).containsExactly(Optional.empty());
        var gone = new AccountClasses(ALL, Map.of(), Map.of(Optional.of("owner"), "nobody has it any more"));
        assertThat(gone.admittedLevels(RightFilter.ALL)).isEmpty();
    }

    @Test
    void what_became_unknown_is_no_loss_and_what_became_known_is_no_gain() {
        assertThat(between(null, VIEWS)).isEqualTo(change(List.of(VIEW), List.of(), List.of(), List.of(), List.of()));
        assertThat(between(VIEWS, null)).isEqualTo(change(List.of(), List.of(VIEW), List.of(), List.of(), List.of()));
        assertThat(between(VIEWS, UNKNOWN))
                .isEqualTo(change(List.of(), List.of(), List.of(VIEW, EDIT), List.of(), List.of()));
        assertThat(between(UNKNOWN, VIEWS))
                .isEqualTo(change(List.of(), List.of(), List.of(), List.of(VIEW), List.of(EDIT)));
        assertThat(between(AT_LEAST, UNKNOWN).unsure()).containsExactly(VIEW);
        assertThat(between(AT_LEAST, NOTHING))
                .isEqualTo(change(List.of(), List.of(VIEW), List.of(), List.of(), List.of(EDIT)));
        assertThat(between(VIEWS, VIEWS).is(null)).isFalse();
    }

    @Test
    void a_change_is_found_by_the_way_it_went() {
        assertThat(between(null, VIEWS).is(Way.GRANTED)).isTrue();
        assertThat(between(null, VIEWS).is(Way.REMOVED)).isFalse();
        assertThat(between(VIEWS, null).is(Way.REMOVED)).isTrue();
        assertThat(between(VIEWS, null).is(Way.CHANGED)).isFalse();
        assertThat(between(VIEWS, UNKNOWN).is(Way.CHANGED)).isTrue();
        assertThat(between(VIEWS, UNKNOWN).is(Way.GRANTED)).isFalse();
        assertThat(between(UNKNOWN, VIEWS).is(null)).isTrue();
    }

    @Test
    void privacy_and_levels_are_spelled_for_people_and_statements() {
        assertThat(Privacy.of(null)).isEqualTo(Privacy.UNKNOWN);
        assertThat(Privacy.of("true").with("team")).isEqualTo("private team");
        assertThat(Privacy.of("false").with("team")).isEqualTo("public team");
        assertThat(Privacy.UNKNOWN.with("team")).isEqualTo("team, not known whether private");
        assertThat(Privacy.NONE.with("team")).isEqualTo("team");
        assertThat(Privacy.PUBLIC.sentence()).isEqualTo("Public");
        assertThat(HeldLevels.of(null)).isEmpty();
        assertThat(HeldLevels.of("member\u001fbilling\u001fmember")).containsExactly("member", "billing");
    }

    private static RightChange between(@Nullable Decision before, @Nullable Decision after) {
        return RightChange.between(named("user"), named("repository"), before, after);
    }

    private static RightChange change(
            List<Right> gained, List<Right> lost, List<Right> unsure, List<Right> held, List<Right> not) {
        return new RightChange(named("user"), named("repository"), gained, lost, unsure, held, not);
    }

    private static Named named(String type) {
        return new Named(new Key(type, "X"), "X");
    }

    private static Decision decision(Set<Right> rights, Set<Right> open, boolean bounded) {
        return new Decision(rights, open, "Rule", "Because", bounded);
    }
}
