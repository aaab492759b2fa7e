package dev.muster.pagerduty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.AccessRules.Question;
import dev.muster.connector.Right;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The tables of PagerDuty's own documentation, cell by cell. A letter for each right: (v)iew, (r)espond, (o)verride,
/// (e)dit, manage (t)eam, manage (u)sers, (a)ccount; `-` for none. A capital letter is a right that PagerDuty's pages
/// leave open, so that nobody may call it held or not.
class EffectiveAccessTest {
    private static final Map<Right, Character> LETTERS = Map.of(
            Rights.VIEW, 'v',
            Rights.RESPOND, 'r',
            Rights.OVERRIDE, 'o',
            Rights.EDIT, 'e',
            Rights.MANAGE_TEAM, 't',
            Rights.MANAGE_USERS, 'u',
            Rights.ACCOUNT, 'a');
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
    private static final List<String> TEAM_ROLES = List.of("observer", "responder", "manager");
    private static final List<String> TYPES =
            List.of("service", "schedule", "escalation_policy", "business_service", "team");

    /// What base roles reach by themselves: columns in the order of [#ROLES].
    private static final String BY_BASE_ROLE = """
            account                         -    v    v    v    v    v    vu   vua
            service, no team                -    v    -    v    vr   vre  vre  vre
            service, public team            -    v    -    v    vr   vre  vre  vre
            service, private team           -    -    -    -    -    -    vre  vre
            service, below private          -    -    -    -    -    -    vre  vre
            service, public and private     -    V    -    V    VR   VRE  vre  vre
            service, unknown privacy        -    V    -    V    VR   VRE  vre  vre
            schedule, no team               -    v    -    v    vo   voe  voe  voe
            schedule, public team           -    v    -    v    vo   voe  voe  voe
            schedule, private team          -    -    -    -    -    -    voe  voe
            escalation_policy, no team      -    v    -    v    v    ve   ve   ve
            escalation_policy, public team  -    v    -    v    v    ve   ve   ve
            escalation_policy, private team -    -    -    -    -    -    ve   ve
            business_service, no team       -    v    -    v    v    ve   ve   ve
            business_service, public team   -    v    -    v    v    ve   ve   ve
            business_service, private team  -    V    -    V    V    VE   ve   ve
            team, public team               -    v    -    v    v    vt   vt   vt
            team, private team              -    -    -    -    -    -    vt   vt
            team, below private             -    -    -    -    -    -    vt   vt
            team, unknown privacy           -    V    -    V    V    VT   vt   vt
            """;

    /// What a role in the owning team makes of it when the team is public.
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
            business_service, observer     -    v    V    v    v    vE   ve   ve
            business_service, responder    -    v    V    v    v    vE   ve   ve
            business_service, manager      -    v    V    v    v    ve   ve   ve
            team, observer                 -    v    v    v    v    vT   vt   vt
            team, responder                -    v    v    v    v    vT   vt   vt
            team, manager                  -    v    vt   vt   vt   vt   vt   vt
            """;

    /// The basic tier, in the order of [#BASIC_ROLES]; teams and their privacy change nothing.
    private static final String BASIC_TIER = """
            account             v    v    v    vu   vua
            service             v    vr   vre  vre  vre
            schedule            v    v    vOe  vOe  vOe
            escalation_policy   v    v    ve   ve   ve
            business_service    V    V    VE   ve   ve
            team                V    V    vt   vt   vt
            """;

    private final AccessRules rules = new EffectiveAccess();

    @TestFactory
    Stream<DynamicTest> a_base_role_reaches_what_no_team_role_decides() {
        return cells(
                BY_BASE_ROLE,
                ROLES,
                (what, role) -> new Question(Map.of("tier", "advanced"), role, first(what), owners(what)));
    }

    @TestFactory
    Stream<DynamicTest> a_role_in_the_owning_team_goes_before_a_flexible_base_role() {
        return cells(
                BY_TEAM_ROLE,
                ROLES,
                (what, role) -> new Question(
                        Map.of("tier", "advanced"), role, first(what), List.of(team("Payments", false, second(what)))));
    }

    /// Privacy takes nothing from members, except that PagerDuty's pages differ about a Full Stakeholder.
    @TestFactory
    Stream<DynamicTest> a_role_in_a_private_team_gives_the_same() {
        return cells(
                BY_TEAM_ROLE
                        .lines()
                        .map(line -> line.startsWith("business") ? line : line.replaceFirst("-    v ", "-    V "))
                        .reduce("", (all, line) -> all + line + "\n"),
                ROLES,
                (what, role) -> new Question(
                        Map.of("tier", "advanced"), role, first(what), List.of(team("Payments", true, second(what)))));
    }

    /// A role in a parent team applies to its sub-teams and what they own.
    @TestFactory
    Stream<DynamicTest> a_role_in_the_team_above_reaches_a_public_team() {
        return cells(
                BY_TEAM_ROLE,
                ROLES,
                (what, role) -> new Question(
                        Map.of("tier", "advanced"),
                        role,
                        first(what),
                        List.of(below("Payments", false, null, team("Platform", false, second(what))))));
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
                                Map.of("tier", "basic"),
                                role,
                                what,
                                what.equals("account") ? List.of() : teams,
                                Set.of(),
                                Map.of())));
    }

    @TestFactory
    Stream<DynamicTest> on_the_basic_tier_whoever_takes_turns_may_override() {
        return cells(
                "schedule v vo voe voe voe\n",
                BASIC_ROLES,
                (what, role) ->
                        new Question(Map.of("tier", "basic"), role, what, List.of(), Set.of("rotation"), Map.of()));
    }

    /// Both tables are looked at, and what they do not agree on is open.
    @TestFactory
    Stream<DynamicTest> where_the_tier_is_unknown_only_what_both_tables_say_is_certain() {
        return BASIC_ROLES.stream()
                .flatMap(role -> TYPES.stream()
                        .map(type -> DynamicTest.dynamicTest(role + " on " + type, () -> {
                            List<Owner> owners = List.of(team("Payments", true, null));
                            Decision advanced =
                                    rules.decide(new Question(Map.of("tier", "advanced"), role, type, owners));
                            Decision basic = rules.decide(new Question(Map.of("tier", "basic"), role, type, owners));

                            Decision unknown =
                                    rules.decide(new Question(Map.of("tier", "unknown"), role, type, owners));

                            Set<Right> both = new HashSet<>(advanced.rights());
                            both.retainAll(basic.rights());
                            assertThat(unknown.rights()).isEqualTo(both);
                            Set<Right> either = union(advanced.rights(), advanced.open(), basic.rights(), basic.open());
                            either.removeAll(both);
                            assertThat(unknown.open()).isEqualTo(either);
                            assertThat(unknown.certain())
                                    .isEqualTo(advanced.certain()
                                            && basic.certain()
                                            && advanced.rights().equals(basic.rights()));
                        })));
    }

    @Test
    void a_private_team_lets_nothing_through_from_above() {
        Owner payments = below("Payments", true, null, team("Platform", false, "manager"));

        Decision decision = decide("user", "service", List.of(payments));

        assertThat(letters(decision)).isEqualTo("-");
        assertThat(decision.sentence()).startsWith("Not in private team Payments, so base role Manager/User");
    }

    @Test
    void a_private_parent_hides_its_public_sub_teams_from_outsiders_and_not_from_its_members() {
        Owner outside = below("Payments", false, null, team("Platform", true, null));
        Owner inside = below("Payments", false, null, team("Platform", true, "responder"));

        assertThat(letters(decide("user", "service", List.of(outside)))).isEqualTo("-");
        assertThat(decide("user", "service", List.of(outside)).sentence())
                .startsWith("Not in private team Platform, above team Payments, so base role Manager/User");
        assertThat(letters(decide("observer", "service", List.of(inside)))).isEqualTo("vr");
        assertThat(decide("observer", "service", List.of(inside)).sentence())
                .startsWith("Responder on team Platform, above team Payments; base role Observer does not apply");
    }

    @Test
    void the_own_role_goes_first_and_then_that_of_the_nearest_team_above() {
        Owner top = team("Company", false, "manager");
        Owner middle = team("Platform", false, "observer");
        Owner nearest = new Owner("Payments", Map.of("private", "false"), Set.of(), null, List.of(middle, top));
        Owner own = new Owner("Payments", Map.of("private", "false"), Set.of("responder"), null, List.of(middle, top));

        assertThat(letters(decide("user", "service", List.of(nearest)))).isEqualTo("v");
        assertThat(letters(decide("user", "service", List.of(own)))).isEqualTo("vr");
    }

    @Test
    void a_team_above_of_which_nobody_knows_whether_it_is_private_leaves_it_open() {
        Owner payments = below("Payments", false, null, new Owner("Platform", Map.of(), Set.of(), null, List.of()));

        Decision decision = decide("user", "service", List.of(payments));

        assertThat(letters(decision)).isEqualTo("VRE");
        assertThat(decision.sentence())
                .isEqualTo("Not certain, because nothing tells whether team Platform is private;"
                        + " may respond to incidents assigned to them");
    }

    /// A team role may take away what the base role gives.
    @Test
    void members_that_were_not_read_may_give_more_and_may_give_less() {
        Owner unread = new Owner(
                "Payments",
                Map.of("private", "false"),
                Set.of(),
                "the members of team Payments were not read",
                List.of());

        assertThat(letters(decide("user", "service", List.of(unread)))).isEqualTo("vRE");
        assertThat(letters(decide("observer", "service", List.of(unread)))).isEqualTo("vRE");
        assertThat(letters(decide("admin", "service", List.of(unread)))).isEqualTo("vre");
        assertThat(decide("user", "service", List.of(unread)).sentence())
                .startsWith("Not certain, because the members of team Payments were not read");
        assertThat(decide("user", "service", List.of(unread)).rule()).isEqualTo("At least");
    }

    @Test
    void a_manager_whose_team_was_not_read_is_never_told_to_have_nothing() {
        Owner unread =
                new Owner("Payments", Map.of("private", "true"), Set.of(), "the members were not read", List.of());

        Decision decision = decide("limited_user", "service", List.of(unread));

        assertThat(letters(decision)).isEqualTo("VRE");
        assertThat(decision.certain()).isFalse();
        assertThat(decision.rule()).isEqualTo("Unknown");
    }

    /// By facts nobody knows whether such a person is in the team, let alone with which role.
    @Test
    void a_membership_that_only_the_user_tells_is_as_unknown_as_members_that_were_not_read() {
        for (boolean hidden : List.of(true, false)) {
            Map<String, String> privacy = Map.of("private", String.valueOf(hidden));
            Owner untold = new Owner("Payments", privacy, Set.of("(not told)"), null, List.of());
            Owner unread = new Owner("Payments", privacy, Set.of(), "members were not read", List.of());
            Owner above = new Owner("Ledger", Map.of("private", "false"), Set.of(), null, List.of(untold));
            for (String role : ROLES) {
                for (String type : TYPES) {
                    assertThat(letters(decide(role, type, List.of(untold))))
                            .as("%s on %s of %s", role, type, privacy)
                            .isEqualTo(letters(decide(role, type, List.of(unread))));
                }
            }
            assertThat(decide("limited_user", "service", List.of(above)).certain())
                    .isFalse();
        }
        Owner payments = new Owner("Payments", Map.of("private", "false"), Set.of("(not told)"), null, List.of());
        assertThat(decide("limited_user", "service", List.of(payments)).sentence())
                .startsWith("Not certain, because PagerDuty names team Payments as one of this person's,"
                        + " but does not list this person there");
    }

    @Test
    void what_rests_on_a_list_that_was_not_read_is_open() {
        Owner payments = team("Payments", false, null);

        assertThat(letters(unread("users", "user", "service", payments))).isEqualTo("VRE");
        assertThat(letters(unread("teams", "user", "service", payments))).isEqualTo("VRE");
        assertThat(letters(unread("services", "user", "service", payments))).isEqualTo("VRE");
        assertThat(letters(unread("schedules", "user", "service", payments))).isEqualTo("vre");
        assertThat(letters(unread("teams", "admin", "service", payments))).isEqualTo("vre");
        assertThat(letters(unread("teams", "user", "service", team("Payments", false, "manager"))))
                .isEqualTo("vre");
        assertThat(letters(unread("services", "admin", "service", payments))).isEqualTo("vre");
    }

    @Test
    void on_the_basic_tier_nobody_knows_who_may_override_when_nobody_looked_who_takes_turns() {
        Question question = new Question(Map.of("tier", "basic"), "limited_user", "schedule", List.of());

        assertThat(letters(rules.decide(question))).isEqualTo("vO");
    }

    @Test
    void on_the_basic_tier_a_schedule_that_was_not_read_leaves_open_who_takes_turns() {
        Question question = new Question(
                Map.of("tier", "basic"),
                "limited_user",
                "schedule",
                List.of(),
                Set.of(),
                Map.of("schedules", "schedules were not read"));

        assertThat(letters(rules.decide(question))).isEqualTo("vO");
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
                "read_only_user | Full Stakeholder sees what is public and changes nothing; team roles do not count",
                "read_only_limited_user | Limited Stakeholder sees status pages and nothing else; team roles do not count"
            })
    void a_sentence_explains_what_a_team_role_does(String role, String sentence) {
        Decision decision = decide(role, "service", List.of(team("Payments", false, "responder")));

        assertThat(decision.sentence()).isEqualTo(sentence);
        assertThat(decision.certain()).isTrue();
    }

    @Test
    void a_sentence_explains_what_a_base_role_does() {
        assertThat(decide("limited_user", "service", List.of()).sentence())
                .isEqualTo("Responder as base role; no team owns this");
        assertThat(decide("limited_user", "service", List.of(team("Payments", false, null)))
                        .sentence())
                .isEqualTo("Responder as base role; not in public team Payments");
        assertThat(decide("restricted_access", "service", List.of()).sentence())
                .isEqualTo("Restricted Access as base role shows nothing by itself; no team owns this;"
                        + " may respond to incidents assigned to them");
    }

    @Test
    void both_private_teams_are_named() {
        assertThat(decide("user", "schedule", List.of(team("Search", true, null), team("Payments", true, null)))
                        .sentence())
                .isEqualTo("Not in private team Payments and private team Search, so base role Manager/User shows"
                        + " nothing of it");
    }

    @Test
    void of_several_owning_teams_with_different_roles_nobody_knows_which_counts() {
        List<Owner> owners = List.of(team("Search", true, "observer"), team("Payments", false, "manager"));

        assertThat(letters(decide("observer", "service", owners))).isEqualTo("vRE");
        assertThat(decide("observer", "service", owners).sentence())
                .contains("PagerDuty's pages do not tell which role counts");
    }

    @Test
    void of_two_roles_in_one_team_nobody_knows_which_counts() {
        Owner twice = new Owner("Payments", Map.of("private", "false"), Set.of("observer", "manager"), null, List.of());

        assertThat(letters(decide("user", "service", List.of(twice)))).isEqualTo("vRE");
    }

    @Test
    void nobody_can_tell_what_an_unknown_role_allows() {
        Decision base = decide("galactic_emperor", "service", List.of());
        Decision team = decide("user", "service", List.of(team("Payments", false, "galactic_emperor")));
        Decision none = decide(null, "service", List.of());

        assertThat(Stream.of(base, team, none)).allSatisfy(decision -> {
            assertThat(decision.certain()).isFalse();
            assertThat(letters(decision)).isEqualTo("VRE");
        });
        assertThat(base.sentence()).startsWith("Unknown (galactic_emperor) is no base role Muster knows");
        assertThat(team.sentence()).contains("Unknown (galactic_emperor) on team Payments");
    }

    /// Whatever was found out about the tier, a role that the basic tier lacks is read by the other table.
    @Test
    void a_role_of_advanced_permissions_is_never_read_by_the_basic_table() {
        Question question = new Question(
                Map.of("tier", "basic"), "observer", "service", List.of(team("Payments", true, "manager")));

        assertThat(letters(rules.decide(question))).isEqualTo("vre");
    }

    @Test
    void roles_on_objects_bound_an_answer_only_where_there_can_be_one() {
        List<Owner> owners = List.of(team("Payments", false, null));

        assertThat(Stream.of("service", "schedule", "escalation_policy"))
                .allMatch(type -> decide("user", type, owners).bounded());
        assertThat(Stream.of("team", "business_service", "account"))
                .noneMatch(type -> decide("user", type, owners).bounded());
        assertThat(Stream.of("owner", "admin", "read_only_user", "read_only_limited_user"))
                .noneMatch(role -> decide(role, "service", owners).bounded());
        assertThat(rules.decide(new Question(Map.of("tier", "basic"), "user", "service", owners))
                        .bounded())
                .isFalse();
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(7, 42), new Random().longs(60));
    }

    /// What is hidden may be as it was or otherwise; an answer that the whole truth contradicts is never called
    /// certain.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_answer_without_all_parts_is_surer_than_the_whole_truth(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String type = pick(random, TYPES);
            String role = pick(random, ROLES);
            String tier = BASIC_ROLES.contains(role) && random.nextInt(4) == 0 ? "basic" : "advanced";
            List<Owner> truth = teams(random, type.equals("team") ? 1 : random.nextInt(3), 2);
            Decision whole = rules.decide(new Question(Map.of("tier", tier), role, type, truth));

            Map<String, String> unread = new HashMap<>();
            String toldRole = role;
            List<Owner> told = truth;
            if (random.nextInt(5) == 0) {
                unread.put("users", "users were not read");
                toldRole = pick(random, ROLES);
            }
            if (random.nextInt(5) == 0) {
                unread.put("teams", "teams were not read");
                told = told.stream().map(team -> otherwise(team, random)).toList();
            }
            told = told.stream().map(team -> unread(team, random)).toList();
            String toldTier = random.nextInt(4) == 0 ? "unknown" : tier;
            Decision partial =
                    rules.decide(new Question(Map.of("tier", toldTier), toldRole, type, told, Set.of(), unread));

            String said = "%s of %s on %s of %s: %s, but with %s %s: %s"
                    .formatted(role, tier, type, truth, whole, told, unread, partial);
            assertThat(union(whole.rights(), whole.open())).as(said).containsAll(partial.rights());
            assertThat(union(partial.rights(), partial.open())).as(said).containsAll(whole.rights());
            if (partial.certain() && whole.certain()) {
                assertThat(partial.rights()).as(said).isEqualTo(whole.rights());
            }
        }
    }

    private static List<Owner> teams(Random random, int number, int mostAbove) {
        List<Owner> teams = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            teams.add(new Owner(
                    "T" + i,
                    Map.of("private", String.valueOf(random.nextInt(3) == 0)),
                    random.nextBoolean() ? Set.of() : Set.of(pick(random, TEAM_ROLES)),
                    null,
                    mostAbove == 0 ? List.of() : teams(random, random.nextInt(mostAbove + 1), 0)));
        }
        return teams;
    }

    /// The same team with what an earlier reading may have told.
    private static Owner otherwise(Owner team, Random random) {
        return new Owner(
                team.name(),
                Map.of("private", String.valueOf(random.nextBoolean())),
                team.levels(),
                team.unread(),
                teams(random, random.nextInt(2), 0));
    }

    /// A membership that the list of the team lacks and the user tells, or that the user tells and is not true any
    /// more.
    private static Owner unread(Owner team, Random random) {
        List<Owner> above =
                team.above().stream().map(each -> unread(each, random)).toList();
        if (random.nextInt(4) == 0) {
            return new Owner(team.name(), team.attributes(), Set.of("(not told)"), team.unread(), above);
        }
        if (random.nextInt(3) > 0) {
            return new Owner(team.name(), team.attributes(), team.levels(), team.unread(), above);
        }
        Set<String> earlier = random.nextBoolean() ? Set.of() : Set.of(pick(random, TEAM_ROLES));
        return new Owner(team.name(), team.attributes(), earlier, "members were not read", above);
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @SafeVarargs
    private static Set<Right> union(Set<Right>... sets) {
        Set<Right> all = new HashSet<>();
        for (Set<Right> set : sets) {
            all.addAll(set);
        }
        return all;
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

    private static List<Owner> owners(String what) {
        return switch (second(what)) {
            case "public team" -> List.of(team("Payments", false, null));
            case "private team" -> List.of(team("Payments", true, null));
            case "below private" -> List.of(below("Payments", false, null, team("Platform", true, null)));
            case "public and private" -> List.of(team("Payments", false, null), team("Search", true, null));
            case "unknown privacy" -> List.of(new Owner("Payments", Map.of(), Set.of(), null, List.of()));
            default -> List.of();
        };
    }

    private Decision decide(@Nullable String role, String type, List<Owner> owners) {
        return rules.decide(new Question(Map.of("tier", "advanced"), role, type, owners));
    }

    private Decision unread(String feed, String role, String type, Owner owner) {
        return rules.decide(new Question(
                Map.of("tier", "advanced"),
                role,
                type,
                List.of(owner),
                Set.of(),
                Map.of(feed, feed + " were not read")));
    }

    private static Owner team(String name, boolean isPrivate, @Nullable String role) {
        return new Owner(name, Map.of("private", String.valueOf(isPrivate)), role);
    }

    private static Owner below(String name, boolean isPrivate, @Nullable String role, Owner above) {
        return new Owner(
                name,
                Map.of("private", String.valueOf(isPrivate)),
                role == null ? Set.of() : Set.of(role),
                null,
                List.of(above));
    }

    private static String first(String what) {
        return what.contains(",") ? what.substring(0, what.indexOf(',')) : what;
    }

    private static String second(String what) {
        return what.contains(",") ? what.substring(what.indexOf(", ") + 2) : "";
    }

    /// In the order of the rights; capital letters for what is open.
    private static String letters(Decision decision) {
        StringBuilder letters = new StringBuilder();
        for (Right right : Rights.ALL) {
            char letter = LETTERS.getOrDefault(right, '?');
            if (decision.rights().contains(right)) {
                letters.append(letter);
            } else if (decision.open().contains(right)) {
                letters.append(Character.toUpperCase(letter));
            }
        }
        return letters.isEmpty() ? "-" : letters.toString();
    }
}
