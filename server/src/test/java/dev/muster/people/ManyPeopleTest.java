package dev.muster.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantTransactions;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What holds for many people: no question about them reads a whole table of facts.
@MusterTest
@Tag("oldest-database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyPeopleTest {
    private static final int PEOPLE = 600;
    private static final int TENANTS = 20;

    @Autowired
    private ApplicationContext server;

    private TenantTransactions transactions;
    private JdbcClient db;
    private ManyPeople many;

    @BeforeAll
    void fill(@Autowired FreshDatabase database) {
        transactions = server.getBean(TenantTransactions.class);
        db = server.getBean(JdbcClient.class);
        many = ManyPeople.in(database, PEOPLE, TENANTS);
    }

    @ParameterizedTest
    @CsvSource({
        "people.Leavers, PAGE",
        "people.Leavers, COUNT",
        "people.AccountsOfPeople, OF_FORMER",
        "people.AccountsOfPeople, OF_ANYBODY",
        "people.Persons, PAGE",
        "people.Persons, PAGE_REVERSED",
        "people.Persons, WALKED",
        "people.Persons, WALKED_BACK",
        "people.Persons, COUNT",
        "people.UnmatchedAccounts, PAGE",
        "people.UnmatchedAccounts, COUNT",
        "people.UnmatchedAccounts, SERVICES",
        "people.SameEmail, TWINS",
        "people.SameEmail, TWINS_COUNT",
        "people.SameEmail, SUCCESSORS",
        "people.SameEmail, ALL_TWINS",
        "people.SameEmail, ALL_SUCCESSORS",
        "people.Newcomers, COUNT",
        "people.Newcomers, EVERYBODY",
        "home.PeopleOverTime, TURNS",
        "home.LevelsOverTime, STEPS",
        "home.ChangesPerDay, COUNTS",
        "home.Seats, NOW",
        "home.Seats, STEPS",
        "changes.KnownLevels, HELD",
        "difference.Sightings, STORED",
        "difference.Sightings, COUNTED",
        "difference.ChangeStatements, PAGE",
        "explorer.AllResources, PAGE",
        "explorer.AllResources, PAGE_REVERSED",
        "explorer.AllResources, BEFORE",
        "explorer.AllResources, BEFORE_REVERSED",
        "explorer.AllResources, COUNT",
        "access.SearchCount, FOUND",
        "access.Tallies, COUNTED",
        "search.FoundAccounts, FIRST",
        "search.FoundResources, FIRST"
    })
    void no_statement_reads_a_whole_table_of_facts(String type, String name) throws ReflectiveOperationException {
        var field = Class.forName("dev.muster." + type).getDeclaredField(name);
        field.setAccessible(true);
        for (PeopleState state : List.of(many.newest(), many.past())) {
            assertNoTableIsReadWhole(state, plan(state, (String) field.get(null)));
        }
    }

    @Test
    void no_list_of_access_reads_a_whole_table_of_facts_wherever_it_is_found_and_however_it_is_sorted()
            throws ReflectiveOperationException {
        var all = Class.forName("dev.muster.access.GrantStatements").getDeclaredMethod("all");
        all.setAccessible(true);
        for (Object statement : (List<?>) all.invoke(null)) {
            assertNoTableIsReadWhole(many.newest(), plan(many.newest(), (String) statement));
            assertNoTableIsReadWhole(many.past(), plan(many.past(), (String) statement));
        }
    }

    private static void assertNoTableIsReadWhole(PeopleState state, String plan) {
        assertThat(readWhole(JsonMapper.shared().readTree(plan)))
                .as("newest %s: %s", state.newest(), plan)
                .isEmpty();
    }

    private String plan(PeopleState state, String statement) {
        UUID[] application = {state.applications().getFirst().integration().id().value()};
        return transactions.read(
                many.tenant(),
                () -> state.statementWithRoster(db, "explain (format json) " + statement)
                        .params(Map.of("first", false, "afterAccount", "P3", "afterAccountName", "person 3"))
                        .params(Map.of("afterAccountType", "", "afterResource", "", "afterResourceName", "team 3"))
                        .params(Map.of("afterResourceType", "", "afterValue", "", "afterThrough", "", "pattern", "%x%"))
                        .params(Map.of("levelAt", application, "levelOn", new String[] {"account"}))
                        .params(Map.of("levelValues", new String[] {"admin"}, "namedAt", application))
                        .params(Map.of("namedOn", new String[] {"account"}, "namedValues", new String[] {"admin"}))
                        .params(Map.of("groupAt", application, "groupOn", new String[] {"team"}, "groupless", true))
                        .params(Map.of("byLevel", true, "levels", new String[] {"x"}, "named", new String[] {"x"}))
                        .params(Map.of("afterFirst", "x", "integrationNames", new String[] {"x"}))
                        .params(Map.of("levelTitles", new String[] {"x"}, "levelNouns", new String[] {"x"}))
                        .params(Map.of("groups", new String[] {"x"}, "sinceLeast", 1, "most", 20_001L, "held", 9L))
                        .params(Map.of("group", "", "state", "", "kind", "", "person", "known", "email", "p10@x"))
                        .params(Map.of("text", "tea", "last", "\uDBFF\uDFFF", "grouped", true))
                        .param("sinces", new Integer[] {1})
                        .params(Map.of("earlier", new Integer[] {1}, "later", new Integer[] {3}, "seenBy", application))
                        .params(Map.of("numbers", new Integer[] {3}, "wholes", new String[] {"account"}, "way", ""))
                        .params(Map.of("afterKind", "", "afterSubjectType", "", "afterSubjectId", "", "afterNth", ""))
                        .params(Map.of("afterObjectType", "", "afterObjectId", ""))
                        .params(Map.of("afterRank", "", "afterDay", "", "afterPerson", "", "afterName", ""))
                        .params(Map.of("afterIntegration", "", "afterType", "", "afterId", "", "afterEmail", ""))
                        .params(Map.of("people", new String[] {"50", "100"}, "limit", 51, "since", "2026-10-28"))
                        .params(Map.of("who", "everybody", "whole", "account", "used", "used", "free", "free"))
                        .param("types", new String[] {"seat"})
                        .param("start", OffsetDateTime.parse("2026-10-28T00:00:00Z"))
                        .param("privilegedAt", application)
                        .params(Map.of("dutiesAt", application, "dutyFeeds", new String[] {"duties"}))
                        .param("privilegedOn", new String[] {"account"})
                        .param("privilegedValues", new String[] {"admin"})
                        .query(String.class)
                        .single());
    }

    private static List<String> readWhole(JsonNode plan) {
        List<String> relations = new ArrayList<>();
        plan.findParents("Relation Name").forEach(node -> {
            String relation = node.get("Relation Name").asString();
            if (node.get("Node Type").asString().endsWith("Seq Scan")
                    && List.of("account", "resource", "access_grant").contains(relation)) {
                relations.add(relation);
            }
        });
        return relations;
    }
}
