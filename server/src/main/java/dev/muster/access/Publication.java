package dev.muster.access;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Turns a staged run into the next revision, and is the only writer of access data. Runs in the caller's tenant
/// transaction, so that readers see the whole revision or nothing of it.
///
/// Only what differs is touched: a fact is closed when its feed was read completely and no longer shows it, or shows
/// another content, and opened when it is new. An unchanged day writes a revision and no fact.
@Component
public class Publication {
    private static final String NEXT_REVISION = """
            select coalesce(max(number), 0) + 1
              from revision
             where tenant_id = :tenant
               and integration_id = :integration
            """;
    private static final String CLOSE_ABSENT_ACCOUNTS = """
            update account a
               set to_revision = :revision
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null
               and a.feed = any (string_to_array(:complete, ','))
               and not exists (select 1 from staged_account s
                                where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                  and s.type = a.type and s.external_id = a.external_id)
            """;
    private static final String CLOSE_CHANGED_ACCOUNTS = """
            update account a
               set to_revision = :revision
              from staged_account s
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null
               and s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and s.type = a.type and s.external_id = a.external_id
               and s.digest <> a.digest
            """;
    private static final String OPEN_ACCOUNTS = """
            insert into account (tenant_id, integration_id, type, external_id, from_revision,
                                 name, email, kind, state, attributes, digest, feed, run)
            select :tenant, :integration, s.type, s.external_id, :revision,
                   s.name, s.email, s.kind, s.state, s.attributes, s.digest, s.feed, :run
              from staged_account s
             where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and not exists (select 1 from account a
                                where a.tenant_id = :tenant and a.integration_id = :integration
                                  and a.type = s.type and a.external_id = s.external_id
                                  and a.to_revision is null)
            """;
    private static final String CLOSE_ABSENT_RESOURCES = """
            update resource r
               set to_revision = :revision
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.to_revision is null
               and r.feed = any (string_to_array(:complete, ','))
               and not exists (select 1 from staged_resource s
                                where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                  and s.type = r.type and s.external_id = r.external_id)
            """;
    private static final String CLOSE_CHANGED_RESOURCES = """
            update resource r
               set to_revision = :revision
              from staged_resource s
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.to_revision is null
               and s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and s.type = r.type and s.external_id = r.external_id
               and s.digest <> r.digest
            """;
    private static final String OPEN_RESOURCES = """
            insert into resource (tenant_id, integration_id, type, external_id, from_revision,
                                  name, attributes, digest, feed, run)
            select :tenant, :integration, s.type, s.external_id, :revision,
                   s.name, s.attributes, s.digest, s.feed, :run
              from staged_resource s
             where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and not exists (select 1 from resource r
                                where r.tenant_id = :tenant and r.integration_id = :integration
                                  and r.type = s.type and r.external_id = s.external_id
                                  and r.to_revision is null)
            """;
    private static final String CLOSE_GRANTS = """
            update access_grant g
               set to_revision = :revision
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.to_revision is null
               and g.feed = any (string_to_array(:complete, ','))
               and not exists (select 1 from staged_grant s
                                where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                  and s.account_type = g.account_type and s.account_id = g.account_id
                                  and s.resource_type = g.resource_type and s.resource_id = g.resource_id
                                  and s.value = g.value)
            """;
    private static final String OPEN_GRANTS = """
            insert into access_grant (tenant_id, integration_id, account_type, account_id, resource_type, resource_id,
                                      value, from_revision, feed, record_id, run)
            select :tenant, :integration, s.account_type, s.account_id, s.resource_type, s.resource_id,
                   s.value, :revision, s.feed, s.record_id, :run
              from staged_grant s
             where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and not exists (select 1 from access_grant g
                                where g.tenant_id = :tenant and g.integration_id = :integration
                                  and g.account_type = s.account_type and g.account_id = s.account_id
                                  and g.resource_type = s.resource_type and g.resource_id = s.resource_id
                                  and g.value = s.value
                                  and g.to_revision is null)
            """;
    /// A grant whose account got another value on the same resource in one revision is one change, not an end and
    /// a
    /// beginning.
    private static final String CHANGED_GRANTS = """
            select coalesce(sum(least(opened.grants, closed.grants)), 0)
              from (select account_type, account_id, resource_type, resource_id, count(*) as grants
                      from access_grant
                     where tenant_id = :tenant and integration_id = :integration and from_revision = :revision
                     group by account_type, account_id, resource_type, resource_id) opened
              join (select account_type, account_id, resource_type, resource_id, count(*) as grants
                      from access_grant
                     where tenant_id = :tenant and integration_id = :integration and to_revision = :revision
                     group by account_type, account_id, resource_type, resource_id) closed
             using (account_type, account_id, resource_type, resource_id)
            """;
    private static final String CLOSE_LINKS = """
            update link l
               set to_revision = :revision
             where l.tenant_id = :tenant and l.integration_id = :integration
               and l.to_revision is null
               and l.feed = any (string_to_array(:complete, ','))
               and not exists (select 1 from staged_link s
                                where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                  and s.from_type = l.from_type and s.from_id = l.from_id and s.relation = l.relation
                                  and s.to_type = l.to_type and s.to_id = l.to_id)
            """;
    private static final String OPEN_LINKS = """
            insert into link (tenant_id, integration_id, from_type, from_id, relation, to_type, to_id, from_revision,
                              feed, record_id, run)
            select :tenant, :integration, s.from_type, s.from_id, s.relation, s.to_type, s.to_id, :revision,
                   s.feed, s.record_id, :run
              from staged_link s
             where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and not exists (select 1 from link l
                                where l.tenant_id = :tenant and l.integration_id = :integration
                                  and l.from_type = s.from_type and l.from_id = s.from_id and l.relation = s.relation
                                  and l.to_type = s.to_type and l.to_id = s.to_id
                                  and l.to_revision is null)
            """;
    private static final String TOTALS = """
            select (select count(*) from account
                     where tenant_id = :tenant and integration_id = :integration
                       and to_revision is null and state <> 'absent') as accounts,
                   (select count(*) from resource
                     where tenant_id = :tenant and integration_id = :integration
                       and to_revision is null and type = 'team') as teams,
                   (select count(*) from access_grant
                     where tenant_id = :tenant and integration_id = :integration
                       and to_revision is null) as grants
            """;
    private static final String INSERT_REVISION = """
            insert into revision (tenant_id, integration_id, number, run, published_at, accounts, teams, grants,
                                  added, removed, changed)
            values (:tenant, :integration, :revision, :run, :at, :accounts, :teams, :grants, :added, :removed, :changed)
            """;

    private static final String COLLECT_STATISTICS = """
            select analyze_access()
            """;

    private final JdbcClient db;

    Publication(JdbcClient db) {
        this.db = db;
    }

    /// Publishes a staged run. The caller has dropped duplicates and incomplete feeds and holds the lock of the
    /// integration, so that no other run publishes meanwhile.
    ///
    /// @param complete feeds read to their end; only their rows are closed by absence
    public Published publish(RunKey run, Set<String> complete, Instant at) {
        int revision = statement(NEXT_REVISION, run).query(Integer.class).single();
        Changes changes = new Changes(0, 0, 0)
                .and(replace(run, revision, complete, CLOSE_ABSENT_ACCOUNTS, CLOSE_CHANGED_ACCOUNTS, OPEN_ACCOUNTS))
                .and(replace(run, revision, complete, CLOSE_ABSENT_RESOURCES, CLOSE_CHANGED_RESOURCES, OPEN_RESOURCES))
                .and(replaceGrants(run, revision, complete))
                .and(replaceLinks(run, revision, complete));
        Published published = totals(run, revision, changes);
        insert(run, published, at);
        return published;
    }

    /// Tells PostgreSQL how much is published, so that readers and the next run are planned for so many rows. In a
    /// short
    /// transaction of its own, since two cannot do it at once.
    public void collectStatistics() {
        db.sql(COLLECT_STATISTICS).query(row -> {});
    }

    private Changes replace(
            RunKey run, int revision, Set<String> complete, String closeAbsent, String closeChanged, String open) {
        long removed = write(closeAbsent, run, revision, complete);
        long changed = write(closeChanged, run, revision, complete);
        long opened = write(open, run, revision, complete);
        return new Changes(opened - changed, removed, changed);
    }

    private Changes replaceGrants(RunKey run, int revision, Set<String> complete) {
        long closed = write(CLOSE_GRANTS, run, revision, complete);
        long opened = write(OPEN_GRANTS, run, revision, complete);
        long changed = statement(CHANGED_GRANTS, run)
                .param("revision", revision)
                .query(Long.class)
                .single();
        return new Changes(opened - changed, closed - changed, changed);
    }

    private Changes replaceLinks(RunKey run, int revision, Set<String> complete) {
        long closed = write(CLOSE_LINKS, run, revision, complete);
        long opened = write(OPEN_LINKS, run, revision, complete);
        return new Changes(opened, closed, 0);
    }

    private Published totals(RunKey run, int revision, Changes changes) {
        return statement(TOTALS, run)
                .query((row, index) -> new Published(
                        revision,
                        row.getLong("accounts"),
                        row.getLong("teams"),
                        row.getLong("grants"),
                        changes.added(),
                        changes.removed(),
                        changes.changed()))
                .single();
    }

    private void insert(RunKey run, Published published, Instant at) {
        statement(INSERT_REVISION, run)
                .param("revision", published.revision())
                .param("at", at.atOffset(UTC))
                .param("accounts", published.accounts())
                .param("teams", published.teams())
                .param("grants", published.grants())
                .param("added", published.added())
                .param("removed", published.removed())
                .param("changed", published.changed())
                .update();
    }

    private long write(String sql, RunKey run, int revision, Set<String> complete) {
        return statement(sql, run)
                .param("revision", revision)
                .param("complete", StagedRun.list(complete))
                .update();
    }

    private JdbcClient.StatementSpec statement(String sql, RunKey run) {
        return db.sql(sql)
                .param("tenant", run.tenant().value())
                .param("integration", run.integration().value())
                .param("run", run.run());
    }

    private record Changes(long added, long removed, long changed) {
        Changes and(Changes more) {
            return new Changes(added + more.added, removed + more.removed, changed + more.changed);
        }
    }
}
