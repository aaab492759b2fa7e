package dev.muster.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import dev.muster.ScriptedIntegration;
import dev.muster.TestTenant;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.connector.Row.AccountKind;
import dev.muster.connector.Row.AccountState;
import dev.muster.database.MusterTest;
import dev.muster.difference.Sighting.Count;
import dev.muster.home.TenantFigures.Figures;
import dev.muster.ledger.AsOf;
import dev.muster.people.PeopleLedger;
import dev.muster.people.Persons.Who;
import dev.muster.signin.Visitor;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@MusterTest
class HomeTest {
    private static final int REVISIONS = 9;
    private static final int DAYS_BETWEEN = 5;
    private static final int PEOPLE = 12;

    @Autowired
    ApplicationContext server;

    /// Two applications, each published every fifth day in the last six weeks, with people who come, go, change
    /// their levels and their addresses, and have accounts in both.
    @ParameterizedTest
    @ValueSource(longs = {7, 20261127})
    void every_day_of_a_line_is_what_the_lists_say_as_of_that_day(long seed) {
        var random = new Random(seed);
        var first = ScriptedIntegration.added(server);
        var second = ScriptedIntegration.added(server, first.tenant());
        change(first, random, PEOPLE);
        change(second, random, PEOPLE);
        first.connect();
        second.connect();
        for (int revision = 2; revision <= REVISIONS; revision++) {
            change(first, random, 2);
            change(second, random, 2);
            first.sync();
            second.sync();
        }
        spread(first);
        spread(second);

        Figures figures = figures(first.tenant());

        List<LocalDate> days = figures.days().all().toList();
        assertThat(days).hasSize(31);
        for (int day = 0; day < days.size(); day += 3) {
            for (Who who : Who.values()) {
                assertThat(Objects.requireNonNull(figures.people().get(who)).get(day))
                        .as("%s on %s", who, days.get(day))
                        .isEqualTo(listed(first.tenant(), who, days.get(day)));
            }
        }
        for (int day = 1; day < days.size(); day += 7) {
            assertThat(changed(first.tenant(), days.get(day)))
                    .as("changes on %s", days.get(day))
                    .isEqualTo(figures.changes()
                            .getOrDefault(days.get(day), Count.NOTHING)
                            .of(null));
        }
        assertThat(page(first.tenant()))
                .contains(">%d changes since last week</a>".formatted(figures.lastWeek()))
                .contains("from=%sT23%%3A59%%3A59.999999Z&amp;what=grants\">".formatted(days.get(days.size() - 2)));
        assertThat(counted(first.tenant().api().get("/changes?limit=1&what=grants")))
                .isEqualTo(figures.lastWeek());
        Areas levels = figures.levels().getFirst();
        for (int day = 0; day < levels.days().size(); day += 5) {
            assertThat(at(levels, day))
                    .as("levels on %s", levels.days().get(day))
                    .isEqualTo(held(first, second, levels.days().size() - 1 - day));
        }
        assertThat(figures.changes().values().stream()
                        .mapToLong(count -> count.of(null))
                        .sum())
                .as("every revision changed something")
                .isPositive();
    }

    @Test
    void home_says_what_waits_what_was_found_first_and_where_nothing_is_connected() {
        TestTenant tenant = TestTenant.on(server);
        assertThat(page(tenant)).contains("No application is connected yet");

        var scripted = ScriptedIntegration.added(server, tenant);
        assertThat(page(tenant)).contains("Not configured", "Nothing is published yet", "1 of 1 integration");

        scripted.script().record("people", "P1", account("P1", "Ana", "ana@acme.example", AccountState.INVITED));
        scripted.script().record("people", "P2", account("P2", "Robot", null, AccountState.ACTIVE));
        scripted.connect();

        assertThat(page(tenant)).contains("Nothing needs attention", "2 people, 0 privileged, 1 invited: look");
        assertThat(tenant.api().get("/people?who=nobody").status()).isEqualTo(422);
    }

    private static void change(ScriptedIntegration application, Random random, int people) {
        for (int i = 0; i < people; i++) {
            String id = "P" + random.nextInt(PEOPLE);
            if (random.nextInt(4) == 0) {
                application.script().without("people", id);
                continue;
            }
            String email = "person%d@acme.example".formatted(random.nextInt(PEOPLE));
            application
                    .script()
                    .record(
                            "people",
                            id,
                            account(
                                    id,
                                    "Name " + random.nextInt(5),
                                    random.nextInt(6) == 0 ? null : email.toUpperCase(Locale.ROOT),
                                    random.nextInt(3) == 0 ? AccountState.INVITED : AccountState.ACTIVE),
                            ScriptedIntegration.role(id, random.nextInt(3) == 0 ? "admin" : "user"));
        }
    }

    private static Row.Account account(String id, String name, @Nullable String email, AccountState state) {
        return new Row.Account(new Key("user", id), name, email, AccountKind.HUMAN, state, Map.of());
    }

    /// The newest revision was published yesterday, each other five days before the next.
    private static void spread(ScriptedIntegration application) {
        application
                .database()
                .sql("""
                        update revision
                           set published_at = now() - make_interval(days => 1 + :days * (:newest - number))
                         where integration_id = :id
                        """)
                .param("days", DAYS_BETWEEN)
                .param("newest", application.revision())
                .param("id", application.id())
                .update();
    }

    private Figures figures(TestTenant tenant) {
        return server.getBean(PeopleLedger.class)
                .read(tenant.access(), new AsOf.Newest(), server.getBean(TenantFigures.class)::of);
    }

    private static long changed(TestTenant tenant, LocalDate day) {
        return counted(tenant.api()
                .get("/changes?limit=1&what=grants&from=%sT23:59:59.999999Z&to=%sT23:59:59.999999Z"
                        .formatted(day.minusDays(1), day)));
    }

    private static long counted(Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json()
                .get("counts")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    private static long listed(TestTenant tenant, Who who, LocalDate day) {
        Answer answer = tenant.api().get("/people?limit=200&who=%s&asOf=%s".formatted(who.path(), day));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json().get("items").size();
    }

    private static Map<String, Long> at(Areas levels, int day) {
        Map<String, Long> counts = new HashMap<>();
        levels.levels()
                .forEach(level -> counts.put(level.value(), level.counts().get(day)));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static Map<String, Long> held(ScriptedIntegration first, ScriptedIntegration second, int daysAgo) {
        Map<String, Long> counts = new HashMap<>();
        for (ScriptedIntegration application : List.of(first, second)) {
            application
                    .database()
                    .sql("""
                            select g.value, count(*) as accounts
                              from access_grant g
                             cross join (select max(number) as number from revision
                                          where integration_id = :id
                                            and (published_at at time zone 'UTC')::date
                                                <= (now() at time zone 'UTC')::date - :days) v
                             where g.integration_id = :id and g.resource_type = 'account'
                               and g.from_revision <= v.number
                               and (g.to_revision is null or g.to_revision > v.number)
                             group by g.value
                            """)
                    .param("id", application.id())
                    .param("days", daysAgo)
                    .query(row -> {
                        counts.merge(row.getString("value"), row.getLong("accounts"), Long::sum);
                    });
        }
        return counts;
    }

    private String page(TestTenant tenant) {
        var visitor = new Visitor(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        visitor.signIn(tenant.administrator().email(), TestTenant.PASSWORD);
        return visitor.get("/t/%s/home".formatted(tenant.tenant().slug())).body();
    }
}
