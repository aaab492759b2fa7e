package dev.muster.people;

import dev.muster.connector.Description;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.Level;
import dev.muster.people.HeldAccount.Duty;
import dev.muster.people.HeldAccount.Holding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What people still hold, account by account.
@Component
class AccountsOfPeople {
    private static final String FORMER =
            """
            with found as (
                 select distinct p.person, a.integration_id, a.type, a.external_id, a.name, a.sort_name
                   from
            """ + PeopleTables.FORMER_PERSON + """
                        p
                  cross join lateral
            """ + PeopleTables.accountOf("p.address") + """
                        a
                  where p.person = any (:people))
            """;
    /// By their e-mails, and those that belong to nobody by what names them: the integration, the type and the id.
    private static final String ANYBODY = """
            with found as (
                 select p.person, a.integration_id, a.type, a.external_id, a.name, a.sort_name
                   from unnest(:people) as p (person)
                  cross join lateral
            """ + PeopleTables.accountOf("p.person") + """
                        a
                  where a.kind <> 'service'
                  union all
                 select p.person, a.integration_id, a.type, a.external_id, a.name, a.sort_name
                   from unnest(:people) as p (person)
                   join unnest(:integrations, :revisions) as s (integration_id, number)
                     on starts_with(p.person, s.integration_id || '/')
                  cross join lateral (select split_part(p.person, '/', 2) as type) t
                  cross join lateral (
                        select substr(p.person, length(concat_ws('/', s.integration_id, t.type, '')) + 1) as id) i
                   join account a
                     on a.tenant_id = :tenant and a.integration_id = s.integration_id
                    and a.type = t.type and a.external_id = i.id
                    and holds(a.from_revision, a.to_revision, s.number, :newest)
                   left join account_person d
                     on d.tenant_id = :tenant and d.integration_id = a.integration_id
                    and d.account_type = a.type and d.account_id = a.external_id
                  where a.state <> 'absent' and a.kind <> 'service'
                    and case when d.decision is null then a.email_key is null else d.decision = 'alone' end)
            """;
    private static final String WITH_LEVELS = """
            select f.person, f.integration_id, f.type, f.external_id, f.name, h.resource_type, h.value, h.resources,
                   h.resource, h.feeds, h.last_used, h.signed_in, h.until
              from found f
              join unnest(:integrations, :revisions) as s (integration_id, number)
                on s.integration_id = f.integration_id
              left join lateral (
                   select g.resource_type, g.value, count(distinct g.resource_id) as resources,
                          min(coalesce(r.name, g.resource_id)) as resource, array_agg(distinct g.feed) as feeds,
                          max(g.attributes ->> 'last_used') as last_used, max(g.attributes ->> 'newest') as signed_in,
                          max(g.attributes ->> 'end') as until
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
        return people.isEmpty() ? Map.of() : held(state, state.statementWithRoster(db, OF_FORMER), people);
    }

    /// The accounts of people by their ids in [Persons].
    Map<String, List<HeldAccount>> of(PeopleState state, List<String> people) {
        return people.isEmpty() ? Map.of() : held(state, state.statement(db, OF_ANYBODY), people);
    }

    private Map<String, List<HeldAccount>> held(
            PeopleState state, JdbcClient.StatementSpec statement, List<String> people) {
        Map<Account, Kept> accounts = new LinkedHashMap<>();
        statement.param("people", people.toArray(String[]::new)).query(row -> {
            var account = new Account(
                    row.getString("person"),
                    row.getObject("integration_id", UUID.class),
                    row.getString("type"),
                    row.getString("external_id"),
                    row.getString("name"));
            Kept kept = accounts.computeIfAbsent(
                    account, first -> new Kept(catalogue, state.integration(account.integration())));
            if (row.getString("resource_type") != null) {
                kept.take(row);
            }
        });
        Map<String, List<HeldAccount>> byPerson = new LinkedHashMap<>();
        accounts.forEach((account, kept) -> byPerson.computeIfAbsent(account.person(), first -> new ArrayList<>())
                .add(kept.by(account)));
        return byPerson;
    }

    /// What one account still holds, level by level.
    private static final class Kept {
        private final Integration integration;
        private final Description application;
        private final List<Holding> holdings = new ArrayList<>();
        private @Nullable LocalDate lastUsed;
        private @Nullable Duty duty;

        Kept(Catalogue catalogue, Integration integration) {
            this.integration = integration;
            this.application = catalogue.describe(integration);
        }

        void take(ResultSet row) throws SQLException {
            String type = row.getString("resource_type");
            String resource = Objects.requireNonNullElse(row.getString("resource"), "");
            Level level = Level.of(application, type, row.getString("value"));
            holdings.add(new Holding(level, type.equals(application.whole()), resource, row.getLong("resources")));
            later(day(row.getString("last_used")));
            later(day(row.getString("signed_in")));
            boolean comesAndGoes = Arrays.stream(
                            (String[]) row.getArray("feeds").getArray())
                    .anyMatch(application.restless()::contains);
            if (comesAndGoes && duty == null) {
                duty = new Duty(level.title(), resource, time(row.getString("until")));
            }
        }

        private void later(@Nullable LocalDate day) {
            if (day != null && (lastUsed == null || day.isAfter(lastUsed))) {
                lastUsed = day;
            }
        }

        HeldAccount by(Account account) {
            return new HeldAccount(
                    integration,
                    account.type(),
                    account.id(),
                    account.name(),
                    holdings.stream().sorted(STRONGEST_FIRST).toList(),
                    lastUsed,
                    duty);
        }

        /// A day, or the day of a time, in UTC; none where the application sent something else.
        private static @Nullable LocalDate day(@Nullable String text) {
            try {
                if (text == null || !text.contains("T")) {
                    return text == null ? null : LocalDate.parse(text);
                }
            } catch (DateTimeException noDay) {
                return null;
            }
            Instant at = time(text);
            return at == null ? null : LocalDate.ofInstant(at, ZoneOffset.UTC);
        }

        private static @Nullable Instant time(@Nullable String text) {
            try {
                return text == null ? null : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException noTime) {
                return null;
            }
        }
    }
}
