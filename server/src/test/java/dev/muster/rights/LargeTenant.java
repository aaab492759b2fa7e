package dev.muster.rights;

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

/// Facts of a tenant beside others of its size, three revisions of them: enough for PostgreSQL to plan as it does for
/// much. Nobody is a member of it; only its facts are there.
final class LargeTenant {
    private static final int TENANTS = 20;
    private static final int PAST = 2;
    private static final int NEWEST = 3;

    private static final String REVISIONS = """
            insert into revision (tenant_id, integration_id, number, run, published_at, accounts, groups, grants,
                                  added, removed, changed)
            select :tenant, :integration, n, n, timestamptz '2026-01-01' + make_interval(days => n), 0, 0, 0, 0, 0, 0
              from generate_series(1, 3) n
            """;
    /// Every seventh changed with the newest revision.
    private static final String ACCOUNTS = """
            insert into account (tenant_id, integration_id, type, external_id, from_revision, to_revision,
                                 name, email, kind, state, attributes, digest, feed, run)
            select :tenant, :integration, 'user', 'P' || n, v.opened, v.closed,
                   case v.opened when 1 then 'Person ' else 'Changed ' end || md5(n::text),
                   'person' || n || '@large.example', 'person', 'active', '{}', '', 'users', v.opened
              from generate_series(1, 800) n
             cross join lateral (select 1 as opened, case when n % 7 = 0 then 3 end as closed
                                 union all select 3, null where n % 7 = 0) v
            """;
    private static final String RESOURCES = """
            insert into resource (tenant_id, integration_id, type, external_id, from_revision, to_revision,
                                  name, attributes, digest, feed, run)
            select :tenant, :integration, r.type, r.id, v.opened, v.closed, r.name, r.attributes, '', r.feed, v.opened
              from (select 'account' as type, 'account' as id, 'Large' as name,
                           cast('{"tier": "advanced"}' as jsonb) as attributes, 'account' as feed, 1 as n
                    union all
                    select 'team', 'T' || n, 'Team ' || n, '{"private": "false"}', 'teams', n
                      from generate_series(1, 50) n
                    union all
                    select 'service', 'S' || n, 'Service ' || n, '{}', 'services', n
                      from generate_series(1, 100) n) r
             cross join lateral (select 1 as opened, case when r.n % 7 = 0 then 3 end as closed
                                 union all select 3, null where r.n % 7 = 0) v
            """;
    private static final String LINKS = """
            insert into link (tenant_id, integration_id, from_type, from_id, relation, to_type, to_id,
                              from_revision, to_revision, feed, record_id, run)
            select :tenant, :integration, 'team', 'T' || 1 + n % 50, 'owns', 'service', 'S' || n,
                   v.opened, v.closed, 'services', 'S' || n, v.opened
              from generate_series(1, 100) n
             cross join lateral (select 1 as opened, case when n % 7 = 0 then 3 end as closed
                                 union all select 3, null where n % 7 = 0) v
            """;
    /// A base role for all but every fiftieth, and two teams each. One account in two hundred is an administrator,
    /// one in seven another before the newest revision.
    private static final String GRANTS = """
            insert into access_grant (tenant_id, integration_id, account_type, account_id, resource_type, resource_id,
                                      value, from_revision, to_revision, feed, record_id, run)
            select :tenant, :integration, 'user', 'P' || g.n, g.type, g.id,
                   case when v.closed is null then g.value else g.former end, v.opened, v.closed, g.feed, 'P' || g.n,
                   v.opened
              from (select n, 'account' as type, 'account' as id,
                           case when n % 200 = 1 then 'admin' when n % 3 = 0 then 'read_only_user' else 'user' end
                               as value,
                           'observer' as former, 'users' as feed
                      from generate_series(1, 800) n
                     where n % 50 <> 0
                    union all
                    select n, 'team', 'T' || 1 + (n * 3 + k) % 50, case n % 2 when 0 then 'manager' else 'observer' end,
                           'responder', 'team_members'
                      from generate_series(1, 800) n
                     cross join generate_series(0, 1) k) g
             cross join lateral (select 1 as opened, case when g.n % 7 = 0 then 3 end as closed
                                 union all select 3, null where g.n % 7 = 0) v
            """;

    private final TenantId tenant;
    private final Integration integration;

    private LargeTenant(TenantId tenant, Integration integration) {
        this.tenant = tenant;
        this.integration = integration;
    }

    static LargeTenant in(FreshDatabase database) {
        JdbcClient everything = JdbcClient.create(database.administrator());
        List<LargeTenant> tenants = Stream.generate(
                        () -> new LargeTenant(new TenantId(UUID.randomUUID()), integration()))
                .limit(TENANTS)
                .toList();
        for (LargeTenant one : tenants) {
            List.of(REVISIONS, ACCOUNTS, RESOURCES, LINKS, GRANTS)
                    .forEach(facts -> everything
                            .sql(facts)
                            .param("tenant", one.tenant.value())
                            .param("integration", one.integration.id().value())
                            .update());
        }
        JdbcClient owner = JdbcClient.create(database.owner());
        List.of("account", "resource", "link", "access_grant")
                .forEach(table -> owner.sql("vacuum analyze " + table).update());
        return tenants.getLast();
    }

    TenantId tenant() {
        return tenant;
    }

    Revision newest() {
        return new Revision(tenant, integration, NEWEST, NEWEST, Instant.EPOCH, true);
    }

    Revision past() {
        return new Revision(tenant, integration, PAST, PAST, Instant.EPOCH, false);
    }

    private static Integration integration() {
        return new Integration(
                new IntegrationId(UUID.randomUUID()),
                "pagerduty",
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
