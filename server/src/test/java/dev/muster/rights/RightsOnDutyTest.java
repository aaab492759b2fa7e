package dev.muster.rights;

import static dev.muster.ScriptedIntegration.person;
import static dev.muster.ScriptedIntegration.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.connector.Row;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.TestLedger;
import dev.muster.rights.AccountAccess.Asker;
import dev.muster.rights.AccountAccess.OnResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An application with rights on the whole of it, with private teams, and with duties that people take turns in.
@Tag("database")
class RightsOnDutyTest {
    private static final Key ACCOUNT = new Key("account", "account");
    private static final Key CORE = new Key("team", "CORE");
    private static final Key SCHEDULE = new Key("schedule", "NIGHTS");
    private static final Key POLICY = new Key("escalation_policy", "POLICY");

    private final TestLedger ledger = TestLedger.pagerDuty();

    /// Ana is an admin; Ben manages Core, a private team that owns the nights.
    @BeforeEach
    void publish() {
        ledger.record("account", "account", new Row.Resource(ACCOUNT, "Acme", Map.of("tier", "advanced")))
                .record("users", "ANA", person("ANA"), new Row.Grant(user("ANA"), ACCOUNT, "admin"))
                .record("users", "BEN", person("BEN"), new Row.Grant(user("BEN"), ACCOUNT, "limited_user"))
                .record("users", "CY", person("CY"), new Row.Grant(user("CY"), ACCOUNT, "limited_user"))
                .record("teams", "CORE", new Row.Resource(CORE, "Core", Map.of("private", "true")))
                .record("team_members", "CORE/BEN", new Row.Grant(user("BEN"), CORE, "manager"))
                .record("schedules", "NIGHTS", new Row.Resource(SCHEDULE, "Nights", Map.of()), owns(SCHEDULE))
                .record("escalation_policies", "POLICY", new Row.Resource(POLICY, "First", Map.of()), owns(POLICY))
                .record(
                        "escalation_policies",
                        "POLICY/BEN",
                        new Row.Grant(user("BEN"), POLICY, "on_call", "level 2", Map.of("schedule", "NIGHTS")))
                .publish();
    }

    @Test
    void what_the_application_as_a_whole_says_of_itself_counts_as_long_as_it_is_read() {
        assertThat(book().application()).isEqualTo(Map.of("tier", "advanced"));
        assertThat(book().kind("account")).isPresent();
        assertThat(book().types()).contains("account", "team", "schedule");
        assertThat(book().typesOfParts()).contains("team", "schedule").doesNotContain("account");

        ledger.unread("services").publish();
        assertThat(book().application()).as("services tell nothing of it").isEqualTo(Map.of("tier", "advanced"));
        ledger.unread("account").publish();
        assertThat(book().application()).isEmpty();
    }

    @Test
    void a_private_team_is_known_as_such() {
        assertThat(book().privacy(book().group(CORE))).isEqualTo(Privacy.PRIVATE);
        assertThat(book().privacy(book().group(new Key("team", "ELSE")))).isEqualTo(Privacy.UNKNOWN);
        assertThat(rights("BEN", SCHEDULE)).contains("edit");
        assertThat(rights("CY", SCHEDULE)).doesNotContain("edit", "view");
    }

    @Test
    void a_level_that_is_held_in_turns_names_the_duty() {
        List<Held> ben = ledger.get(Holdings.class).of(ledger.newest(), user("BEN"));

        assertThat(ben)
                .extracting(
                        held -> held.resource().id() + " " + held.value() + " " + held.through() + " " + held.turns())
                .containsExactly("account limited_user  null", "POLICY on_call level 2 Nights", "CORE manager  null");
        assertThat(ben.get(1).more()).isEqualTo(Map.of("schedule", "NIGHTS"));
    }

    @Test
    void resources_are_listed_in_the_order_of_their_types() {
        List<Key> all = List.copyOf(decisions("ANA").keySet());
        var wanted = new AccountAccess.Wanted(new SearchText(""), List.of("schedule", "team"), RightFilter.ALL);
        Revision newest = ledger.newest();

        assertThat(all).contains(ACCOUNT, CORE, SCHEDULE, POLICY);
        assertThat(ledger.get(AccountAccess.class)
                        .slice(asker("ANA"), ResourceClasses.NONE, wanted, null, 10)
                        .rows())
                .extracting(OnResource::resource)
                .containsExactly(CORE, SCHEDULE);
        assertThat(ledger.get(AccountVerdicts.class)
                        .of(newest, book(), user("ANA"), asker("ANA").levels())
                        .admitted(RightFilter.ALL, List.of("schedule", "team")))
                .isEqualTo(2);
    }

    private static Row.Link owns(Key owned) {
        return new Row.Link(CORE, "owns", owned);
    }

    private Rulebook book() {
        return ledger.get(Rulebooks.class).of(ledger.newest()).orElseThrow();
    }

    private Asker asker(String account) {
        Revision newest = ledger.newest();
        return new Asker(
                newest,
                book(),
                user(account),
                Holdings.levels(book().rules(), ledger.get(Holdings.class).of(newest, user(account))));
    }

    private Map<Key, Decision> decisions(String account) {
        return ledger.get(AccountAccess.class).all(asker(account)).stream()
                .collect(Collectors.toMap(OnResource::resource, OnResource::decision));
    }

    private List<String> rights(String account, Key resource) {
        Decision decision = Objects.requireNonNull(decisions(account).get(resource));
        return decision.rights().stream().sorted().map(Right::id).toList();
    }
}
