package dev.muster.people;

import dev.muster.connector.Description;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.Level;
import dev.muster.people.HeldAccount.Holding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What people still hold, account by account.
@Component
class AccountsOfPeople {
    private static final String FORMER = """
            with found as (
                 select distinct p.person, a.integration_id, a.type, a.external_id, a.name, a.sort_name
                   from former_person(:tenant, :roster, :rosterRevision, :rosterNewest, :day) p
                  cross join lateral account_of(:tenant, :integrations, :revisions, :newest, p.address) a
                  where p.person in (:people))
            """;
    private static final String ANYBODY = """
            with found as (
                 select p.person, a.integration_id, a.type, a.external_id, a.name, a.sort_name
                   from live_account(:tenant, :integrations, :revisions, :newest) a
                  cross join lateral (
                        select coalesce(a.person_email, concat_ws('/', a.integration_id, a.type, a.external_id)) as person) p
                  where p.person in (:people) and a.kind <> 'service' and a.decision is distinct from 'service')
            """;
    private static final String WITH_LEVELS = """
            select f.person, f.integration_id, f.type, f.external_id, f.name, h.resource_type, h.value, h.resources,
                   h.resource
              from found f
              join unnest(:integrations, :revisions) as s (integration_id, number)
                on s.integration_id = f.integration_id
              left join lateral (
                   select g.resource_type, g.value, count(distinct g.resource_id) as resources,
                          min(coalesce(r.name, g.resource_id)) as resource
                     from access_grant g
                     left join resource r
                       on r.tenant_id = :tenant and r.integration_id = f.integration_id
                      and r.type = g.resource_type and r.external_id = g.resource_id
                      and holds(r.from_revision, r.to_revision, s.number, :newest)
                    where g.tenant_id = :tenant and g.integration_id = f.integration_id
                      and g.account_type = f.type and g.account_id = f.external_id
                      and holds(g.from_revision, g.to_revision, s.number, :newest)
                    group by g.resource_type, g.value) h on true
             order by f.person, f.sort_name, f.integration_id, f.type, f.external_id, h.resource_type, h.value
            """;
    private static final String OF_FORMER = FORMER + WITH_LEVELS;
    private static final String OF_ANYBODY = ANYBODY + WITH_LEVELS;
    private static final Comparator<Holding> STRONGEST_FIRST = Comparator.comparing(
                    (Holding holding) -> !holding.level().privileged())
            .thenComparing(holding -> !holding.whole())
            .thenComparing(holding -> holding.level().title());

    private final Catalogue catalogue;
    private final JdbcClient db;

    AccountsOfPeople(Catalogue catalogue, JdbcClient db) {
        this.catalogue = catalogue;
        this.db = db;
    }

    private record Account(String person, UUID integration, String type, String id, String name) {}

    /// The accounts of people who no longer work here, by their id on the roster.
    ///
    /// @throws dev.muster.problem.NoSuchThing when there is no roster
    Map<String, List<HeldAccount>> ofFormer(PeopleState state, List<String> people) {
        return people.isEmpty()
                ? Map.of()
                : held(state, state.statementWithRoster(db, OF_FORMER), people);
    }

    /// The accounts of people by their ids in [Persons].
    Map<String, List<HeldAccount>> of(PeopleState state, List<String> people) {
        return people.isEmpty() ? Map.of() : held(state, state.statement(db, OF_ANYBODY), people);
    }

    private Map<String, List<HeldAccount>> held(
            PeopleState state, JdbcClient.StatementSpec statement, List<String> people) {
        Map<Account, List<Holding>> holdings = new LinkedHashMap<>();
        statement.param("people", people).query(row -> {
            var account = new Account(
                    row.getString("person"),
                    row.getObject("integration_id", UUID.class),
                    row.getString("type"),
                    row.getString("external_id"),
                    row.getString("name"));
            List<Holding> held = holdings.computeIfAbsent(account, first -> new ArrayList<>());
            String type = row.getString("resource_type");
            if (type != null) {
                held.add(holding(
                        state.integration(account.integration()),
                        type,
                        row.getString("value"),
                        row.getString("resource"),
                        row.getLong("resources")));
            }
        });
        Map<String, List<HeldAccount>> byPerson = new LinkedHashMap<>();
        holdings.forEach((account, held) -> byPerson.computeIfAbsent(account.person(), first -> new ArrayList<>())
                .add(new HeldAccount(
                        state.integration(account.integration()),
                        account.type(),
                        account.id(),
                        account.name(),
                        held.stream().sorted(STRONGEST_FIRST).toList())));
        return byPerson;
    }

    private Holding holding(
            Integration integration, String type, String value, @Nullable String resource, long resources) {
        Description application = catalogue.describe(integration);
        return new Holding(
                Level.of(application, type, value),
                type.equals(application.whole()),
                resource == null ? "" : resource,
                resources);
    }
}
