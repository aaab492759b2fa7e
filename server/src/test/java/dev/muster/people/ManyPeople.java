package dev.muster.people;

import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantId;
import dev.muster.integration.Integration;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationId;
import dev.muster.ledger.Revision;
import dev.muster.tenant.UserId;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Facts of a tenant with a roster and an application, beside others of its size: enough for PostgreSQL to plan as it
/// does for much. Nobody is a member of it; only its facts are there.
final class ManyPeople {
    private static final int PAST = 2;
    private static final int NEWEST = 3;

    private static final String REVISIONS = """
            insert into revision (tenant_id, integration_id, number, run, published_at, accounts, groups, grants,
                                  added, removed, changed)
            select :tenant, i, n, n, timestamptz '2026-01-01' + make_interval(days => n), 0, 0, 0, 0, 0, 0
              from generate_series(1, 3) n
             cross join unnest(array[:roster, :application]) i
            """;
    /// One in fifty left by their last day, one in a hundred is no longer named, one in ten has a second e-mail.
    private static final String ROSTER = """
            insert into account (tenant_id, integration_id, type, external_id, from_revision, to_revision,
                                 name, email, kind, state, attributes, digest, feed, run)
            select :tenant, :roster, 'person', n::text, 1, case when n % 100 = 1 then 3 end,
                   'Person ' || md5(n::text), 'Person' || n || '@large.example', 'human', 'active',
                   jsonb_strip_nulls(jsonb_build_object(
                       'start', '2020-01-01',
                       'end', case when n % 50 = 0 then '2026-01-0' || 1 + n % 9 end,
                       'emails', case when n % 10 = 0 then 'p' || n || '@large.example q' || n || '@large.example' end)),
                   '', 'people', 1
              from generate_series(1, :people) n
            """;
    /// Everybody has one, one in ten by their second e-mail; one in thirty belongs to nobody.
    private static final String ACCOUNTS = """
            insert into account (tenant_id, integration_id, type, external_id, from_revision, to_revision,
                                 name, email, kind, state, attributes, digest, feed, run)
            select :tenant, :application, 'user', 'P' || n, v.opened, v.closed,
                   case v.opened when 1 then 'Person ' else 'Changed ' end || md5(n::text),
                   case when n % 30 = 7 then 'stray' when n % 10 = 0 then 'p' else 'person' end || n
                       || '@large.example',
                   'human', 'active', '{}', '', 'users', v.opened
              from generate_series(1, :people) n
             cross join lateral (select 1 as opened, case when n % 7 = 0 then 3 end as closed
                                 union all select 3, null where n % 7 = 0) v
            """;
    private static final String GRANTS = """
            insert into access_grant (tenant_id, integration_id, account_type, account_id, resource_type, resource_id,
                                      value, from_revision, to_revision, feed, record_id, run)
            select :tenant, :application, 'user', 'P' || n, r.type, r.id, r.value, 1, null, 'users', 'P' || n, 1
              from generate_series(1, :people) n
             cross join lateral (select 'account' as type, 'account' as id,
                                        case when n % 200 = 0 then 'admin' else 'user' end as value
                                 union all
                                 select 'team', 'T' || k, 'member' from generate_series(1, 3) k) r
            """;
    /// Teams, and a seat for each ten of them.
    private static final String RESOURCES = """
            insert into resource (tenant_id, integration_id, type, external_id, from_revision, name, attributes, digest,
                                  feed, run)
            select :tenant, :application, case when n % 10 = 0 then 'seat' else 'team' end, 'T' || n, 1, 'Team ' || n,
                   '{"used": "7", "free": "3"}', '', 'teams', 1
              from generate_series(1, :people) n
            """;
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final Integration roster = integration(Roster.APPLICATION);
    private final Integration application = integration("scripted");

    private ManyPeople() {}

    static ManyPeople in(FreshDatabase database, int people, int tenants) {
        JdbcClient everything = JdbcClient.create(database.administrator());
        List<ManyPeople> all = Stream.generate(ManyPeople::new).limit(tenants).toList();
        for (ManyPeople one : all) {
            List.of(REVISIONS, ROSTER, ACCOUNTS, GRANTS, RESOURCES)
                    .forEach(facts -> everything
                            .sql(facts)
                            .param("tenant", one.tenant.value())
                            .param("roster", one.roster.id().value())
                            .param("application", one.application.id().value())
                            .param("people", people)
                            .update());
        }
        JdbcClient owner = JdbcClient.create(database.owner());
        List.of("account", "access_grant", "resource", "revision")
                .forEach(table -> owner.sql("vacuum analyze " + table).update());
        return all.getLast();
    }

    TenantId tenant() {
        return tenant;
    }

    PeopleState newest() {
        return state(NEWEST, true);
    }

    PeopleState past() {
        return state(PAST, false);
    }

    private PeopleState state(int number, boolean newest) {
        return new PeopleState(
                tenant,
                List.of(new Revision(tenant, application, number, number, Instant.EPOCH, newest)),
                new Revision(tenant, roster, number, number, Instant.EPOCH, newest),
                newest,
                Instant.parse("2026-11-27T12:00:00Z"));
    }

    private static Integration integration(String application) {
        return new Integration(
                new IntegrationId(UUID.randomUUID()),
                application,
                "Large",
                "",
                new UserId(UUID.randomUUID()),
                List.of(),
                Map.of(),
                List.of(),
                LocalTime.MIDNIGHT,
                ZoneOffset.UTC,
                HoldLimit.USUAL,
                1,
                Instant.EPOCH,
                "nobody");
    }
}
