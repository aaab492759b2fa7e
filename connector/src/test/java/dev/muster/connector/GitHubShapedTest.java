package dev.muster.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.AccessRules.Question;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The seam fits an application in which links tell levels and teams stand within each other. Each row is what
/// GitHub's own pages say of such a person.
class GitHubShapedTest {
    private final GitHubShaped rules = new GitHubShaped();

    @ParameterizedTest(name = "{0}, base {1}, direct {2}, teams {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    # organisation | base | direct | team's level, in it or above | can
                    owner          | none |        |                              | view triage edit maintain administer
                    owner          | pull | pull   | push in                      | view triage edit maintain administer
                    member         | none |        |                              |
                    member         | pull |        |                              | view
                    member         | push |        |                              | view triage edit
                    member         | none | triage |                              | view triage
                    member         | none |        | push in                      | view triage edit
                    member         | none |        | push out                     |
                    member         | pull |        | push out                     | view
                    member         | none |        | push above                   | view triage edit
                    member         | none |        | pull in, admin above         | view triage edit maintain administer
                    member         | none | pull   | triage in, maintain in       | view triage edit maintain
                    member         | admin|        | pull in                      | view triage edit maintain administer
                    billing        | push |        |                              |
                    billing member | push |        |                              | view triage edit
                    member owner   | none |        |                              | view triage edit maintain administer
                                   | push |        |                              |
                                   | push | pull   |                              | view
                                   | push | admin  |                              | view triage edit maintain administer
                    """)
    void what_somebody_can_do_with_a_repository(
            @Nullable String organisation,
            String base,
            @Nullable String direct,
            @Nullable String teams,
            @Nullable String can) {
        Decision decision = rules.decide(question(words(organisation), base, words(direct), teams, Map.of()));

        assertThat(decision.certain()).as(decision.sentence()).isTrue();
        assertThat(ids(decision.rights())).isEqualTo(words(can));
    }

    @ParameterizedTest(name = "{0}, direct {1}, teams {2}, unread {3}: {4} at least, {5} open")
    @CsvSource(delimiter = '|', textBlock = """
                    # organisation | direct | teams        | unread           | at least           | open
                    member         |        | push unread  |                  |                    | view triage edit
                    member         | triage | push unread  |                  | view triage        | edit
                    member         |        | push unread above |             |                    | view triage edit
                    member         | pull   |              | members          | view               | triage edit maintain administer
                    owner          |        |              | members          |                    | view triage edit maintain administer
                    member         | push   |              | collaborators    |                    | view triage edit maintain administer
                    owner          | push   |              | collaborators    | view triage edit maintain administer |
                    member         |        | push in      | teams            |                    | view triage edit
                    member         |        | push in      | repository_teams |                    | view triage edit maintain administer
                    member         | wizard |              |                  |                    | view triage edit maintain administer
                    member         | pull   | wizard in    |                  | view               | triage edit maintain administer
                    emperor        |        | push in      |                  | view triage edit   | maintain administer
                    """)
    void no_decision_is_surer_than_its_data(
            @Nullable String organisation,
            @Nullable String direct,
            @Nullable String teams,
            @Nullable String unread,
            @Nullable String least,
            @Nullable String open) {
        Map<String, String> said = unread == null ? Map.of() : Map.of(unread, unread + " could not be read");

        Decision decision = rules.decide(question(words(organisation), "none", words(direct), teams, said));

        assertThat(ids(decision.rights())).as(decision.sentence()).isEqualTo(words(least));
        assertThat(ids(decision.open())).as(decision.sentence()).isEqualTo(words(open));
    }

    @Test
    void a_base_permission_that_nobody_knows_leaves_members_open_and_others_not() {
        var member = new Question(Map.of(), "member", "repository", List.of(), Set.of(), Map.of());
        var outside = new Question(Map.of(), Set.of(), "repository", List.of(), Set.of("pull"), Map.of());

        assertThat(rules.decide(member).certain()).isFalse();
        assertThat(rules.decide(outside).certain()).isTrue();
        assertThat(ids(rules.decide(outside).rights())).containsExactly("view");
    }

    @Test
    void levels_have_titles_and_an_order_and_what_nobody_knows_comes_last() {
        Description description = GitHubShaped.describe("repositories", List.of());

        assertThat(description.title("repository", "push")).isEqualTo("Write");
        assertThat(description.strongestFirst(
                        "organisation", List.of("billing", "emperor", "owner", "member", "owner")))
                .containsExactly("owner", "member", "billing", "emperor");
        assertThat(description.levels("repository"))
                .extracting(Entitlement::title)
                .containsExactly("Admin", "Maintain", "Write", "Triage", "Read");
        assertThat(description.rights()).isEqualTo(GitHubShaped.RIGHTS);
        assertThat(rules.kinds())
                .allSatisfy(kind -> assertThat(description.rights()).containsAll(kind.rights()));
    }

    private static Question question(
            List<String> organisation,
            String base,
            List<String> direct,
            @Nullable String teams,
            Map<String, String> unread) {
        return new Question(
                Map.of(GitHubShaped.BASE_PERMISSION, base),
                Set.copyOf(organisation),
                "repository",
                teams == null
                        ? List.of()
                        : Arrays.stream(teams.split(","))
                                .map(GitHubShapedTest::team)
                                .toList(),
                Set.copyOf(direct),
                unread);
    }

    /// `push in` is a team that the person is in, and that may push; `push above` one that a team within it
    /// reaches.
    private static Owner team(String told) {
        List<String> words = words(told);
        List<String> level = List.of(words.getFirst());
        String members = words.contains("unread") ? "the members could not be read" : null;
        Owner within = new Owner(
                "team", "Within", Map.of(), Set.of("member"), members, List.of("", level.getFirst()), List.of());
        return words.contains("above")
                ? new Owner("team", "Around", Map.of(), Set.of(), null, level, List.of(within))
                : new Owner(
                        "team",
                        "Core",
                        Map.of(),
                        words.contains("in") ? Set.of("member") : Set.of(),
                        members,
                        level,
                        List.of());
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static List<String> ids(Set<Right> rights) {
        return rights.stream().sorted().map(Right::id).collect(Collectors.toList());
    }
}
