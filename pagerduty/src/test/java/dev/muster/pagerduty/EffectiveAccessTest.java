package dev.muster.pagerduty;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.AccessRules.Question;
import dev.muster.connector.Right;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables of PagerDuty's own documentation, cell by cell. A letter for each right: (v)iew, (r)espond, (o)verride,
/// (e)dit, manage (t)eam, manage (u)sers, (a)ccount; `-` for none.
class EffectiveAccessTest {
    private static final Map<Character, Right> LETTERS = Map.of(
            'v', Right.VIEW,
            'r', Right.RESPOND,
            'o', Right.OVERRIDE,
            'e', Right.EDIT,
            't', Right.MANAGE_TEAM,
            'u', Right.MANAGE_USERS,
            'a', Right.ACCOUNT);
    private static final List<String> ROLES = List.of(
            "read_only_limited_user",
            "read_only_user",
            "restricted_access",
            "observer",
            "limited_user",
            "user",
            "admin",
            "owner");
    private static final List<String> BASIC_ROLES = List.of("read_only_user", "limited_user", "user", "admin", "owner");

    /// What base roles reach by themselves: columns in the order of [#ROLES].
    private static final String BY_BASE_ROLE = """
            account                        -    v    v    v    v    v    vu   vua
            service, no team               -    v    -    v    vr   vre  vre  vre
            service, public team           -    v    -    v    vr   vre  vre  vre
            service, private team          -    -    -    -    -    -    vre  vre
            schedule, no team              -    v    -    v    vo   voe  voe  voe
            schedule, public team          -    v    -    v    vo   voe  voe  voe
            schedule, private team         -    -    -    -    -    -    voe  voe
            escalation_policy, no team     -    v    -    v    v    ve   ve   ve
            escalation_policy, public team -    v    -    v    v    ve   ve   ve
            escalation_policy, private team -   -    -    -    -    -    ve   ve
            business_service, no team      -    v    -    v    v    ve   ve   ve
            business_service, public team  -    v    -    v    v    ve   ve   ve
            business_service, private team -    -    -    -    -    -    ve   ve
            team, public team              -    v    -    v    v    vt   vt   vt
            team, private team             -    -    -    -    -    -    vt   vt
            """;

    /// What a role in the owning team makes of it, whether the team is public or private.
    private static final String BY_TEAM_ROLE = """
            service, observer              -    v    v    v    v    v    vre  vre
            service, responder             -    v    vr   vr   vr   vr   vre  vre
            service, manager               -    v    vre  vre  vre  vre  vre  vre
            schedule, observer             -    v    v    v    v    v    voe  voe
            schedule, responder            -    v    vo   vo   vo   vo   voe  voe
            schedule, manager              -    v    voe  voe  voe  voe  voe  voe
            escalation_policy, observer    -    v    v    v    v    v    ve   ve
            escalation_policy, responder   -    v    v    v    v    v    ve   ve
            escalation_policy, manager     -    v    ve   ve   ve   ve   ve   ve
            business_service, observer     -    v    v    v    v    v    ve   ve
            business_service, responder    -    v    v    v    v    v    ve   ve
            business_service, manager      -    v    ve   ve   ve   ve   ve   ve
            team, observer                 -    v    v    v    v    v    vt   vt
            team, responder                -    v    v    v    v    v    vt   vt
            team, manager                  -    v    vt   vt   vt   vt   vt   vt
            """;

    /// The basic tier, in the order of [#BASIC_ROLES]; teams and their privacy change nothing.
    private static final String BASIC_TIER = """
            account             v    v    v    vu   vua
            service             v    vr   vre  vre  vre
            schedule            v    vo   voe  voe  voe
            escalation_policy   v    v    ve   ve   ve
            business_service    v    v    ve   ve   ve
            team                v    v    vt   vt   vt
            """;

    private final AccessRules rules = new EffectiveAccess();

    @TestFactory
    Stream<DynamicTest> a_base_role_reaches_what_no_team_role_decides() {
        return cells(
                BY_BASE_ROLE,
                ROLES,
                (what, role) -> new Question(
                        Map.of("tier", "advanced"),
                        role,
                        first(what),
                        what.endsWith("no team") || what.equals("account")
                                ? List.of()
                                : List.of(team("Payments", what.endsWith("private team"), null))));
    }

    @TestFactory
    Stream<DynamicTest> a_role_in_the_owning_team_goes_before_a_flexible_base_role() {
        return Stream.of(false, true)
                .flatMap(isPrivate -> cells(
                        BY_TEAM_ROLE,
                        ROLES,
                        (what, role) -> new Question(
                                Map.of("tier", "advanced"),
                                role,
                                first(what),
                                List.of(team("Payments", isPrivate, what.substring(what.indexOf(", ") + 2))))));
    }

    @TestFactory
    Stream<DynamicTest> on_the_basic_tier_the_base_role_alone_decides() {
        List<List<Owner>> owners =
                List.of(List.of(), List.of(team("Payments", true, null)), List.of(team("Payments", false, "manager")));
        return owners.stream()
                .flatMap(teams -> cells(
                        BASIC_TIER,
                        BASIC_ROLES,
                        (what, role) -> new Question(
                                Map.of("tier", "basic"), role, what, what.equals("account") ? List.of() : teams)));
    }

    @Test
    void every_right_of_every_kind_is_somebody_s() {
        for (Kind kind : rules.kinds()) {
            List<Owner> owners = kind.type().equals("account") ? List.of() : List.of(team("Payments", true, null));

            assertThat(decide("owner", kind.type(), owners).rights()).isEqualTo(kind.rights());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user | Responder on team Payments; base role Manager/User does not apply because the team role is more specific",
                "limited_user | Responder on team Payments; base role Responder does not apply because the team role is more specific",
                "admin | Global Admin reaches everything, private teams too; team roles do not count",
                "read_only_user | Full Stakeholder sees every public object and changes none; team roles do not count",
                "read_only_limited_user | Limited Stakeholder sees status pages and nothing else; team roles do not count"
            })
    void a_sentence_explains_what_a_team_role_does(String role, String sentence) {
        Decision decision = decide(role, "service", List.of(team("Payments", false, "responder")));

        assertThat(decision.sentence()).isEqualTo(sentence);
        assertThat(decision.certain()).isTrue();
    }

    @Test
    void a_sentence_explains_why_something_is_out_of_sight() {
        Decision decision = decide("user", "service", List.of(team("Payments", true, null)));

        assertThat(decision.sentence())
                .isEqualTo("Not in private team Payments, so base role Manager/User shows nothing of it");
        assertThat(decision.rule()).isEqualTo("Private team");
    }

    @Test
    void a_sentence_explains_what_a_base_role_does() {
        assertThat(decide("limited_user", "service", List.of()).sentence())
                .isEqualTo("Responder as base role; no team owns this");
        assertThat(decide("limited_user", "service", List.of(team("Payments", false, null)))
                        .sentence())
                .isEqualTo("Responder as base role; not in public team Payments");
        assertThat(decide("restricted_access", "service", List.of()).sentence())
                .isEqualTo("Restricted Access as base role shows nothing by itself; no team owns this");
    }

    @Test
    void of_several_owning_teams_the_one_that_gives_most_counts() {
        Decision decision = decide(
                "observer", "service", List.of(team("Search", true, "observer"), team("Payments", false, "manager")));

        assertThat(letters(decision)).isEqualTo("vre");
        assertThat(decision.sentence())
                .isEqualTo("Manager on team Payments and Observer on team Search; base role Observer does not apply"
                        + " because the team role is more specific");
    }

    @Test
    void one_public_owner_is_enough_to_be_seen_by_everybody() {
        Decision decision =
                decide("observer", "service", List.of(team("Search", true, null), team("Payments", false, null)));

        assertThat(letters(decision)).isEqualTo("v");
        assertThat(decision.sentence()).isEqualTo("Observer as base role; not in public team Payments");
    }

    @Test
    void nobody_can_tell_what_an_unknown_role_allows() {
        Decision base = decide("galactic_emperor", "service", List.of());
        Decision team = decide("user", "service", List.of(team("Payments", false, "galactic_emperor")));
        Decision none = decide(null, "service", List.of());

        assertThat(Stream.of(base, team, none)).allSatisfy(decision -> {
            assertThat(decision.certain()).isFalse();
            assertThat(decision.rights()).isEmpty();
        });
        assertThat(base.sentence()).startsWith("Unknown (galactic_emperor) is no base role Muster knows");
        assertThat(team.sentence()).startsWith("Unknown (galactic_emperor) on team Payments");
    }

    /// PagerDuty's abilities may hide the tier; a role that the basic tier lacks does not.
    @Test
    void a_role_of_advanced_permissions_is_never_read_by_the_basic_table() {
        Question question = new Question(
                Map.of("tier", "basic"), "observer", "service", List.of(team("Payments", true, "manager")));

        assertThat(letters(rules.decide(question))).isEqualTo("vre");
    }

    /// Makes the question of a cell.
    private interface Cell {
        Question ask(String what, String role);
    }

    private Stream<DynamicTest> cells(String table, List<String> roles, Cell cell) {
        return table.lines().flatMap(line -> {
            List<String> words = List.of(line.strip().split("\\s+"));
            int cells = words.size() - roles.size();
            String what = String.join(" ", words.subList(0, cells));
            List<String> expected = words.subList(cells, words.size());
            return roles.stream().map(role -> {
                Question question = cell.ask(what, role);
                return DynamicTest.dynamicTest(
                        "%s: %s %s".formatted(what, role, question.owners()),
                        () -> assertThat(letters(rules.decide(question))).isEqualTo(expected.get(roles.indexOf(role))));
            });
        });
    }

    private Decision decide(@Nullable String role, String type, List<Owner> owners) {
        return rules.decide(new Question(Map.of("tier", "advanced"), role, type, owners));
    }

    private static Owner team(String name, boolean isPrivate, @Nullable String role) {
        return new Owner(name, Map.of("private", String.valueOf(isPrivate)), role);
    }

    private static String first(String what) {
        return what.contains(",") ? what.substring(0, what.indexOf(',')) : what;
    }

    private static String letters(Decision decision) {
        String letters = LETTERS.entrySet().stream()
                .filter(letter -> decision.rights().contains(letter.getValue()))
                .sorted(Map.Entry.comparingByValue())
                .map(letter -> String.valueOf(letter.getKey()))
                .collect(joining());
        return letters.isEmpty() ? "-" : letters;
    }
}
