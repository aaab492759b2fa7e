package dev.muster.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/// The facts of a tenant with 100,000 accounts and a million grants over 90 revisions, beside 200 small tenants,
/// written straight into the tables: the server would take an hour to sync them.
final class LedgerFacts {
    static final int REVISION_COUNT = 90;
    static final int ACCOUNT_COUNT = 100_000;
    static final int SERVICE_COUNT = 3_000;

    private static final String REVISIONS = """
            insert into revision (tenant_id, integration_id, number, run, published_at, accounts, groups, grants,
                    added, removed, changed)
            select current_setting('app.tenant')::uuid, current_setting('bench.integration')::uuid, n, n,
                    now() - make_interval(days => 90 - n), current_setting('bench.accounts')::int, 2000,
                    10 * current_setting('bench.accounts')::int, 0, 0, current_setting('bench.accounts')::int / 20
              from generate_series(1, 90) n
            """;

    private static final String RUNS = """
            insert into sync_run (tenant_id, integration_id, number, started_at, started_by, ended_at, outcome,
                    connector_version, revision)
            select v.tenant_id, v.integration_id, v.run, v.published_at - interval '20 minutes', 'daily schedule',
                    v.published_at, 'complete', '1.0', v.number
              from revision v
             where v.tenant_id = current_setting('app.tenant')::uuid
               and v.integration_id = current_setting('bench.integration')::uuid
            """;
    /// The application's own account of half the changes of members.
    private static final String TRAIL = """
            insert into change_record (tenant_id, integration_id, id, at, action, on_type, on_id, about_type, about_id,
                    by_type, by_id, how, attributes, feed, run)
            select g.tenant_id, g.integration_id, 'R' || row_number() over (), v.published_at - interval '3 hours',
                    'update', g.resource_type, g.resource_id, g.account_type, g.account_id, 'user', 'P000000',
                    'browser', '{}', 'audit', g.run
              from access_grant g
              join revision v on v.tenant_id = g.tenant_id and v.integration_id = g.integration_id
               and v.number = g.from_revision
             where g.tenant_id = current_setting('app.tenant')::uuid
               and g.integration_id = current_setting('bench.integration')::uuid
               and g.from_revision > 1 and g.resource_type = 'team' and right(g.account_id, 1) < '5'
            """;
    private static final String CHANGES_COUNTED = """
            update revision v
               set changes = revision_changes_counted(v.tenant_id, v.integration_id, v.number)
             where v.tenant_id = current_setting('app.tenant')::uuid
               and v.integration_id = current_setting('bench.integration')::uuid
               and v.number > 1
            """;

    /// 100,000, of which a two-hundredth changed with each revision after the first.
    private static final String ACCOUNTS = """
            insert into account (tenant_id, integration_id, type, external_id, from_revision, to_revision, name,
                    email, kind, state, attributes, digest, feed, run)
            select current_setting('app.tenant')::uuid, current_setting('bench.integration')::uuid, 'user', 'P'
                    || lpad(n::text, 6, '0'), v.f, v.t,
                   (array['Ana','Ben','Carla','Daniel','Eva','Femi','Grace','Hugo','Ines','Jonas','Kira','Lukas','Mina','Noor','Olga','Pavel'])[1 + n % 16] || ' '
                   || (array['Abel','Brandt','Cho','Diaz','Evans','Fischer','Gupta','Hall','Ito','Jensen','Kim','Lima','Meyer','Novak','Okafor','Patel','Quist','Rossi','Silva','Tran'])[1 + n / 16 % 20] || ' ' || md5(n::text),
                   'person' || n || '@large.example', 'person', 'active', jsonb_build_object('job_title',
                           'Engineer ' || v.f), sha256((n::text || v.f)::bytea), 'users', v.f
              from generate_series(0, current_setting('bench.accounts')::int - 1) n
             cross join lateral (select 2 + (n * 7919) % 100000 / 500 as day) d
             cross join lateral (select 1 as f, case when d.day <= 90 then d.day end as t union all select d.day,
                     null where d.day <= 90) v
             order by v.f, n
            """;

    private static final String RESOURCES = """
            insert into resource (tenant_id, integration_id, type, external_id, from_revision, to_revision, name,
                    attributes, digest, feed, run)
            select current_setting('app.tenant')::uuid, current_setting('bench.integration')::uuid, r.type, r.id,
                    v.f, v.t, r.name, r.attributes, sha256(r.id::bytea), r.feed, v.f
              from (select 'account' as type, 'account' as id, 'large.pagerduty.com' as name,
                      '{"tier": "advanced"}'::jsonb as attributes, 'account' as feed, 0 as n
                    union all select 'team', 'T' || n, 'Team ' || md5(n::text), '{"private": "false"}', 'teams',
                            n from generate_series(0, 1999) n
                    union all select 'licence', 'L' || n, 'Licence ' || n, '{}', 'licences',
                            n from generate_series(0, 2) n
                    union all select 'service', 'S' || n, 'Service ' || md5(n::text), '{}', 'services',
                            n from generate_series(0, 2999) n
                    union all select 'escalation_policy', 'E' || n, 'Policy ' || md5(n::text), '{}',
                            'escalation_policies', n from generate_series(0, 999) n
                    union all select 'schedule', 'D' || n, 'Schedule ' || md5(n::text), '{}', 'schedules',
                            n from generate_series(0, 999) n) r
             cross join lateral (select 2 + (r.n * 7919) % 7003 / 10 as day) d
             cross join lateral (select 1 as f, case when d.day <= 90 then d.day end as t union all select d.day,
                     null where d.day <= 90) v
             order by v.f, r.type, r.n
            """;

    private static final String LINKS = """
            insert into link (tenant_id, integration_id, from_type, from_id, relation, to_type, to_id,
                    from_revision, to_revision, feed, record_id, run)
            select current_setting('app.tenant')::uuid, current_setting('bench.integration')::uuid, 'team', 'T'
                    || (n * 31 + k * 977) % 2000, 'owns', t.type, t.prefix || n, v.f, v.t, t.feed, t.prefix || n,
                            v.f
              from (values ('service', 'S', 3000, 'services'), ('escalation_policy', 'E', 1000,
                      'escalation_policies'), ('schedule', 'D', 1000, 'schedules')) t (type, prefix, many, feed)
             cross join generate_series(0, t.many - 1) n
             cross join generate_series(0, 1) k
             cross join lateral (select 2 + (n * 7919) % 3000 / 10 as day) d
             cross join lateral (select 1 as f, case when d.day <= 90 then d.day end as t union all select d.day,
                     null where d.day <= 90) v
             where k = 0 or n % 3 = 0
             order by v.f, t.type, n
            """;

    /// A million: a base role, a licence and eight teams each. Value and names are spread as they come.
    private static final String GRANTS = """
            insert into access_grant (tenant_id, integration_id, account_type, account_id, resource_type,
                    resource_id, value, from_revision, to_revision, feed, record_id, run)
            select current_setting('app.tenant')::uuid, current_setting('bench.integration')::uuid, 'user',
                    g.account, g.type, g.id, case when v.t is null then g.value else g.former end, v.f, v.t,
                            g.feed, g.account, v.f
              from (select n, 'P' || lpad(n::text, 6, '0') as account, 'account' as type, 'account' as id,
                           case when n % 1000 = 0 then 'admin' when n % 20 = 0 then 'observer' when n % 10 = 1 then 'limited_user' when n % 50 = 2 then 'restricted_access' when n % 10 = 3 then 'read_only_user' else 'user' end as value, 'read_only_limited_user' as former, 'users' as feed
                      from generate_series(0, current_setting('bench.accounts')::int - 1) n
                    union all
                    select 100000 + n, 'P' || lpad(n::text, 6, '0'), 'licence', 'L' || n % 3, 'assigned', 'former',
                            'users' from generate_series(0, current_setting('bench.accounts')::int - 1) n
                    union all
                    select 200000 + n, 'P' || lpad((n / 8)::text, 6, '0'), 'team', 'T'
                            || (n / 8 * 13 + n % 8 * 251) % 2000,
                           case n % 3 when 0 then 'manager' when 1 then 'responder' else 'observer' end, 'captain',
                                   'team_members' from generate_series(0, 8 * current_setting('bench.accounts')::int - 1) n) g
             cross join lateral (select 2 + (g.n::bigint * 7919) % 1000000 / 5000 as day) d
             cross join lateral (select 1 as f, case when d.day <= 90 then d.day end as t union all select d.day,
                     null where d.day <= 90) v
             order by v.f, g.n
            """;

    private static final String SMALL_TENANTS = """
            do $$
            declare
                one uuid;
            begin
                for small in 1..200 loop
                    one := md5('tenant' || small)::uuid;
                    insert into tenant (id, slug, name, created_at) values (one, 'small-' || small, 'Small '
                            || small, now());
                    perform set_config('app.tenant', one::text, true);
                    insert into revision (tenant_id, integration_id, number, run, published_at, accounts, groups,
                            grants, added, removed, changed)
                    select one, one, n, n, now() - make_interval(days => 90 - n), 60, 5, 240, 0, 0,
                            0 from generate_series(1, 90) n;
                    insert into account (tenant_id, integration_id, type, external_id, from_revision, name, email,
                            kind, state, attributes, digest, feed, run)
                    select one, one, 'user', 'P' || n, 1, 'Person ' || n, 'person' || n || '@small.example',
                            'person', 'active', '{}', '', 'users', 1 from generate_series(1, 60) n;
                    insert into resource (tenant_id, integration_id, type, external_id, from_revision, name,
                            attributes, digest, feed, run)
                    select one, one, 'team', 'T' || n, 1, 'Team ' || n, '{}', '', 'teams',
                            1 from generate_series(1, 5) n;
                    insert into access_grant (tenant_id, integration_id, account_type, account_id, resource_type,
                            resource_id, value, from_revision, feed, record_id, run)
                    select one, one, 'user', 'P' || n, case when k = 0 then 'account' else 'team' end,
                            case when k = 0 then 'account' else 'T' || k end, 'user', 1, 'users', 'P' || n, 1
                      from generate_series(1, 60) n cross join generate_series(0, 3) k;
                end loop;
            end
            $$
            """;

    /// As the demo's integration, but connected to nothing.
    private static final String INTEGRATION = """
            with large as (
                insert into integration (tenant_id, id, application, name, description, primary_owner, daily_at, time_zone,
                                         added_at, changed_at, changed_by)
                select i.tenant_id, current_setting('bench.integration')::uuid, i.application, 'Large', '', i.primary_owner,
                       i.daily_at, 'UTC', i.added_at, i.changed_at, i.changed_by
                  from integration i
                 where i.tenant_id = current_setting('app.tenant')::uuid
                 limit 1
                returning tenant_id, id)
            insert into integration_status (tenant_id, integration_id, state, revision, data_from, accounts, groups, grants)
            select l.tenant_id, l.id, 'connected', 90, now(), current_setting('bench.accounts')::int, 2000,
                   10 * current_setting('bench.accounts')::int
              from large l
            """;
    private static final String TENANT_OF_THE_DEMO = """
            select set_config('app.tenant', id::text, false) from tenant where slug = 'acme'
            """;
    private static final String NAME_INTEGRATION = """
            select set_config('bench.integration', '%s', false)
            """;
    private static final String SAY_HOW_MANY = """
            select set_config('bench.accounts', '%d', false)
            """;

    private LedgerFacts() {}

    /// Takes a minute.
    ///
    /// @param owner    of the database
    /// @param accounts at most [#ACCOUNT_COUNT], each with ten grants; fewer to try a measurement
    /// @return the integration of the demo's tenant that has them
    static UUID write(Connection owner, int accounts) throws SQLException {
        UUID integration = UUID.randomUUID();
        try (Statement statement = owner.createStatement()) {
            statement.execute(TENANT_OF_THE_DEMO);
            statement.execute(NAME_INTEGRATION.formatted(integration));
            statement.execute(SAY_HOW_MANY.formatted(accounts));
            for (String facts :
                    List.of(INTEGRATION, REVISIONS, RUNS, ACCOUNTS, RESOURCES, LINKS, GRANTS, TRAIL, SMALL_TENANTS)) {
                statement.execute(facts);
            }
            // Else autovacuum does it, in the middle of what is measured.
            for (String table :
                    List.of("account", "resource", "link", "access_grant", "revision", "sync_run", "change_record")) {
                statement.execute("vacuum analyze " + table);
            }
            statement.execute(CHANGES_COUNTED);
            statement.execute("vacuum analyze revision");
        }
        return integration;
    }
}
