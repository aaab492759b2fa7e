package dev.muster.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ScriptedIntegration;
import dev.muster.api.Slice;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.people.Persons.Person;
import dev.muster.people.Persons.Who;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The list of everybody is met on a walk through accounts by name; put together from all accounts it is the same.
@MusterTest
@Tag("oldest-database")
class EverybodyTest {
    private static final int ACCOUNTS = 40;
    private static final int PAST = 2;
    private static final int NEWEST = 3;
    private static final int ROWS = 6;

    private static final String REVISIONS = """
            insert into revision (tenant_id, integration_id, number, run, published_at, accounts, groups, grants,
                                  added, removed, changed)
            select :tenant, :integration, n, n, timestamptz '2026-01-01' + make_interval(days => n), 0, 0, 0, 0, 0, 0
              from generate_series(1, 3) n
            """;
    private static final String ACCOUNT = """
            insert into account (tenant_id, integration_id, type, external_id, from_revision, to_revision,
                                 name, email, kind, state, attributes, digest, feed, run)
            values (:tenant, :integration, 'user', :id, :from, :to, :name, :email, :kind, :state, '{}', '', 'users', 1)
            """;
    private static final String GRANT = """
            insert into access_grant (tenant_id, integration_id, account_type, account_id, resource_type, resource_id,
                                      value, from_revision, to_revision, feed, record_id, run)
            values (:tenant, :integration, 'user', :id, 'account', 'account', 'admin', 1, null, 'users', :id, 1)
            """;
    private static final String DECISION = """
            insert into account_person (tenant_id, integration_id, account_type, account_id, decision, person, reason,
                                        decided_by, decided_at)
            values (:tenant, :integration, 'user', :id, :decision, :person, 'asked', 'Ana Lima', now())
            """;
    private static final String OF_PEOPLE = "select * from " + PeopleTables.ACCOUNT_OF_PERSON + " a";

    private final Set<String> privileged = new HashSet<>();

    @Autowired
    private ApplicationContext server;

    /// An account that counts, and whose it is.
    private record Owned(String person, String account, String name, String sortName, String state) {}

    @Test
    void everybody_is_found_once_in_order_with_all_accounts_however_they_belong_together() {
        var random = new Random(20261128);
        ScriptedIntegration first = ScriptedIntegration.added(server);
        ScriptedIntegration second = ScriptedIntegration.added(server, first.tenant());
        JdbcClient everything =
                JdbcClient.create(server.getBean(FreshDatabase.class).administrator());
        for (ScriptedIntegration one : List.of(first, second)) {
            write(everything, one, REVISIONS, Map.of());
            for (int account = 0; account < ACCOUNTS; account++) {
                write(everything, one, random, "P" + account);
            }
        }
        for (PeopleState state : List.of(state(NEWEST, first, second), state(PAST, first, second))) {
            for (String search : List.of("", "person 1", "user/p1")) {
                List<String> expected = expected(state, search);

                assertThat(walked(state, new PersonFilter(Who.EVERYBODY, new SearchText(search), false)))
                        .as("newest %s, search %s", state.newest(), search)
                        .isNotEmpty()
                        .isEqualTo(expected);
                Collections.reverse(expected);
                assertThat(walked(state, new PersonFilter(Who.EVERYBODY, new SearchText(search), true)))
                        .as("newest %s, search %s, the other way round", state.newest(), search)
                        .isEqualTo(expected);
            }
        }
    }

    private void write(JdbcClient db, ScriptedIntegration one, Random random, String id) {
        String email = random.nextInt(5) == 0 ? null : "Person" + random.nextInt(ACCOUNTS / 2) + "@acme.example";
        boolean changed = random.nextInt(4) == 0;
        write(db, one, ACCOUNT, account(random, id, email, 1, changed ? NEWEST : null));
        if (changed && random.nextBoolean()) {
            write(db, one, ACCOUNT, account(random, id, email, NEWEST, null));
        }
        if (random.nextInt(6) == 0) {
            write(db, one, GRANT, Map.of("id", id));
            privileged.add(one.id() + " " + id);
        }
        String decision =
                List.of("linked", "alone", "service", "", "", "", "", "").get(random.nextInt(8));
        if (!decision.isEmpty()) {
            String person = "person" + random.nextInt(ACCOUNTS / 2) + "@acme.example";
            Map<String, Object> decided = new HashMap<>(Map.of("id", id, "decision", decision));
            decided.put("person", decision.equals("linked") ? person : null);
            write(db, one, DECISION, decided);
        }
    }

    private static Map<String, Object> account(
            Random random, String id, @Nullable String email, int from, @Nullable Integer to) {
        Map<String, Object> account = new HashMap<>();
        account.put("id", id);
        account.put("from", from);
        account.put("to", to);
        account.put("name", (random.nextBoolean() ? "Person " : "person ") + random.nextInt(12));
        account.put("email", email);
        account.put(
                "kind", List.of("human", "human", "human", "unknown", "service").get(random.nextInt(5)));
        account.put(
                "state",
                List.of("active", "active", "active", "invited", "absent").get(random.nextInt(5)));
        return account;
    }

    private static void write(JdbcClient db, ScriptedIntegration one, String sql, Map<String, ?> values) {
        db.sql(sql)
                .param("tenant", one.tenant().access().id().value())
                .param("integration", one.id())
                .params(values)
                .update();
    }

    private PeopleState state(int number, ScriptedIntegration... integrations) {
        boolean newest = number == NEWEST;
        List<Revision> revisions = new ArrayList<>();
        for (ScriptedIntegration one : integrations) {
            Integration integration = server.getBean(Integrations.class)
                    .get(one.tenant().access().id(), new IntegrationId(one.id()))
                    .integration();
            revisions.add(new Revision(one.tenant().access().id(), integration, number, number, Instant.EPOCH, newest));
        }
        return new PeopleState(
                revisions.getFirst().tenant(), revisions, null, newest, Instant.parse("2026-11-28T12:00:00Z"));
    }

    /// Whoever is named by what is searched for, each with their accounts.
    private List<String> expected(PeopleState state, String search) {
        JdbcClient db = server.getBean(JdbcClient.class);
        List<Owned> accounts = server.getBean(TenantTransactions.class)
                .read(
                        state.tenant(),
                        () -> state.statement(db, OF_PEOPLE)
                                .query((row, index) -> new Owned(
                                        row.getString("person"),
                                        row.getObject("integration_id", UUID.class) + " "
                                                + row.getString("external_id"),
                                        row.getString("name"),
                                        row.getString("sort_name"),
                                        row.getString("state")))
                                .list());
        return accounts.stream().collect(Collectors.groupingBy(Owned::person)).values().stream()
                .sorted(Comparator.comparing((List<Owned> of) -> least(of, Owned::sortName))
                        .thenComparing(of -> of.getFirst().person()))
                .filter(of -> least(of, Owned::sortName).contains(search)
                        || of.getFirst().person().toLowerCase(Locale.ROOT).contains(search))
                .map(of -> "%s, %s, %s, %s: %s"
                        .formatted(
                                of.getFirst().person(),
                                least(of, Owned::name),
                                of.stream().map(Owned::account).anyMatch(privileged::contains),
                                of.stream().anyMatch(account -> account.state().equals("invited")),
                                of.stream().map(Owned::account).sorted().toList()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String least(List<Owned> accounts, Function<Owned, String> text) {
        return accounts.stream().map(text).min(Comparator.naturalOrder()).orElseThrow();
    }

    /// All pages of a walk.
    private List<String> walked(PeopleState state, PersonFilter filter) {
        List<String> lines = new ArrayList<>();
        String after = "";
        do {
            PeopleWalk walk = filter.walk("", after);
            Slice<Person> slice = server.getBean(TenantTransactions.class)
                    .read(state.tenant(), () -> server.getBean(Persons.class).slice(state, filter, walk, ROWS));
            slice.rows()
                    .forEach(person -> lines.add("%s, %s, %s, %s: %s"
                            .formatted(
                                    person.id(),
                                    person.name(),
                                    person.privileged(),
                                    person.invited(),
                                    person.accounts().stream()
                                            .map(held -> held.integration().id().value() + " " + held.id())
                                            .sorted()
                                            .toList())));
            after = slice.next() == null ? "" : slice.next().text();
        } while (!after.isEmpty());
        return lines;
    }
}
