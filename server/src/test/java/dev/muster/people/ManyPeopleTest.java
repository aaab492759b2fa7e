package dev.muster.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.BadDayTest;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantTransactions;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What holds for many people: no question about them reads a whole table of facts.
@BadDayTest
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
        many = ManyPeople.in(database, transactions, db, PEOPLE, TENANTS);
    }

    @ParameterizedTest
    @CsvSource({
        "people.Leavers, PAGE",
        "people.Leavers, COUNT",
        "people.AccountsOfPeople, OF_FORMER",
        "people.AccountsOfPeople, OF_ANYBODY",
        "people.Persons, PAGE",
        "people.Persons, COUNT",
        "people.UnmatchedAccounts, PAGE",
        "people.UnmatchedAccounts, COUNT",
        "people.UnmatchedAccounts, SERVICES",
        "people.SameEmail, TWINS",
        "people.SameEmail, TWINS_COUNT",
        "people.SameEmail, SUCCESSORS",
        "people.Newcomers, COUNT",
        "people.Newcomers, EVERYBODY",
        "home.PeopleOverTime, TURNS",
        "home.LevelsOverTime, STEPS",
        "home.ChangesPerDay, COUNTS",
        "home.Seats, NOW",
        "home.Seats, STEPS"
    })
    void no_statement_reads_a_whole_table_of_facts(String type, String name) throws ReflectiveOperationException {
        var field = Class.forName("dev.muster." + type).getDeclaredField(name);
        field.setAccessible(true);
        for (PeopleState state : List.of(many.newest(), many.past())) {
            String plan = plan(state, (String) field.get(null));

            assertThat(readWhole(JsonMapper.shared().readTree(plan)))
                    .as("newest %s: %s", state.newest(), plan)
                    .isEmpty();
        }
    }

    private String plan(PeopleState state, String statement) {
        return transactions.read(
                many.tenant(),
                () -> state.statementWithRoster(db, "explain (format json) " + statement)
                        .params(Map.of("afterRank", "", "afterDay", "", "afterPerson", "", "afterName", ""))
                        .params(Map.of("afterIntegration", "", "afterType", "", "afterId", "", "afterEmail", ""))
                        .params(Map.of("people", List.of("50", "100"), "limit", 51, "since", "2026-10-28"))
                        .params(Map.of("who", "everybody", "whole", "account", "used", "used", "free", "free"))
                        .param("types", new String[] {"seat"})
                        .param("start", OffsetDateTime.parse("2026-10-28T00:00:00Z"))
                        .param("privilegedAt", new UUID[] {
                            state.applications().getFirst().integration().id().value()
                        })
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
