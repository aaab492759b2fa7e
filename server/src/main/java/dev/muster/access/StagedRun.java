package dev.muster.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The staged rows of a run: made fit to publish, counted, measured against what is published, or thrown away. Runs
/// in
/// the caller's tenant transaction.
@Component
public class StagedRun {
    private static final String DROP_INCOMPLETE = """
            with accounts as (
                delete from staged_account
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and feed <> all (string_to_array(:complete, ','))
            ), resources as (
                delete from staged_resource
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and feed <> all (string_to_array(:complete, ','))
            ), grants as (
                delete from staged_grant
                 where tenant_id = :tenant and integration_id = :integration and run = :run
                   and feed <> all (string_to_array(:complete, ','))
            )
            delete from staged_link
             where tenant_id = :tenant and integration_id = :integration and run = :run
               and feed <> all (string_to_array(:complete, ','))
            """;
    private static final String DROP_SUPERSEDED_RECORDS = """
            with principal as (
                select feed, record_id, ordinal from staged_account
                 where tenant_id = :tenant and integration_id = :integration and run = :run and principal
                union all
                select feed, record_id, ordinal from staged_resource
                 where tenant_id = :tenant and integration_id = :integration and run = :run and principal
                union all
                select feed, record_id, ordinal from staged_grant
                 where tenant_id = :tenant and integration_id = :integration and run = :run and principal
                union all
                select feed, record_id, ordinal from staged_link
                 where tenant_id = :tenant and integration_id = :integration and run = :run and principal
            ), newest as (
                select feed, record_id, max(ordinal) as ordinal
                  from principal
                 group by feed, record_id
                having count(*) > 1
            ), accounts as (
                delete from staged_account s using newest n
                 where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                   and s.feed = n.feed and s.record_id = n.record_id and s.ordinal < n.ordinal
                returning s.feed, s.principal
            ), resources as (
                delete from staged_resource s using newest n
                 where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                   and s.feed = n.feed and s.record_id = n.record_id and s.ordinal < n.ordinal
                returning s.feed, s.principal
            ), grants as (
                delete from staged_grant s using newest n
                 where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                   and s.feed = n.feed and s.record_id = n.record_id and s.ordinal < n.ordinal
                returning s.feed, s.principal
            ), links as (
                delete from staged_link s using newest n
                 where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                   and s.feed = n.feed and s.record_id = n.record_id and s.ordinal < n.ordinal
                returning s.feed, s.principal
            )
            select feed, count(*) filter (where principal) as records
              from (select * from accounts union all select * from resources
                    union all select * from grants union all select * from links) dropped
             group by feed
            """;
    private static final String DROP_REPEATED_KEYS = """
            with accounts as (
                delete from staged_account s
                 using (select type, external_id, max(ordinal) as ordinal
                          from staged_account
                         where tenant_id = :tenant and integration_id = :integration and run = :run
                         group by type, external_id
                        having count(*) > 1) n
                 where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                   and s.type = n.type and s.external_id = n.external_id
                   and s.ordinal < n.ordinal
                returning s.feed, s.principal
            ), resources as (
                delete from staged_resource s
                 using (select type, external_id, max(ordinal) as ordinal
                          from staged_resource
                         where tenant_id = :tenant and integration_id = :integration and run = :run
                         group by type, external_id
                        having count(*) > 1) n
                 where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                   and s.type = n.type and s.external_id = n.external_id
                   and s.ordinal < n.ordinal
                returning s.feed, s.principal
            ), grants as (
                delete from staged_grant s
                 using (select account_type, account_id, resource_type, resource_id, value, max(ordinal) as ordinal
                          from staged_grant
                         where tenant_id = :tenant and integration_id = :integration and run = :run
                         group by account_type, account_id, resource_type, resource_id, value
                        having count(*) > 1) n
                 where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                   and s.account_type = n.account_type and s.account_id = n.account_id
                   and s.resource_type = n.resource_type and s.resource_id = n.resource_id and s.value = n.value
                   and s.ordinal < n.ordinal
                returning s.feed, s.principal
            ), links as (
                delete from staged_link s
                 using (select from_type, from_id, relation, to_type, to_id, max(ordinal) as ordinal
                          from staged_link
                         where tenant_id = :tenant and integration_id = :integration and run = :run
                         group by from_type, from_id, relation, to_type, to_id
                        having count(*) > 1) n
                 where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                   and s.from_type = n.from_type and s.from_id = n.from_id and s.relation = n.relation
                   and s.to_type = n.to_type and s.to_id = n.to_id
                   and s.ordinal < n.ordinal
                returning s.feed, s.principal
            )
            select feed, count(*) filter (where principal) as records
              from (select * from accounts union all select * from resources
                    union all select * from grants union all select * from links) dropped
             group by feed
            """;
    private static final String STUB_ACCOUNTS = """
            with dangling as (
                select g.feed, g.account_type, g.account_id
                  from staged_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration and g.run = :run
                   and not exists (select 1 from staged_account s
                                    where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                      and s.type = g.account_type and s.external_id = g.account_id)
                   and not exists (select 1 from account a
                                    where a.tenant_id = :tenant and a.integration_id = :integration
                                      and a.type = g.account_type and a.external_id = g.account_id
                                      and a.to_revision is null
                                      and a.feed <> all (string_to_array(:complete, ',')))
            ), stubs as (
                insert into staged_account (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                            type, external_id, name, kind, state, attributes, digest)
                select :tenant, :integration, :run, min(feed), 0, false, account_id,
                       account_type, account_id, account_id, 'unknown', 'absent', '{}',
                       sha256(convert_to('absent ' || account_id, 'UTF8'))
                  from dangling
                 group by account_type, account_id
            )
            select feed, count(*) as records
              from dangling
             group by feed
            """;
    private static final String STUB_RESOURCES = """
            with dangling as (
                select g.feed, g.resource_type, g.resource_id
                  from staged_grant g
                 where g.tenant_id = :tenant and g.integration_id = :integration and g.run = :run
                   and not exists (select 1 from staged_resource s
                                    where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                      and s.type = g.resource_type and s.external_id = g.resource_id)
                   and not exists (select 1 from resource r
                                    where r.tenant_id = :tenant and r.integration_id = :integration
                                      and r.type = g.resource_type and r.external_id = g.resource_id
                                      and r.to_revision is null
                                      and r.feed <> all (string_to_array(:complete, ',')))
            ), stubs as (
                insert into staged_resource (tenant_id, integration_id, run, feed, ordinal, principal, record_id,
                                             type, external_id, name, attributes, digest)
                select :tenant, :integration, :run, min(feed), 0, false, resource_id,
                       resource_type, resource_id, resource_id, '{"stub":"true"}',
                       sha256(convert_to('stub ' || resource_id, 'UTF8'))
                  from dangling
                 group by resource_type, resource_id
            )
            select feed, count(*) as records
              from dangling
             group by feed
            """;
    private static final String STORED = """
            select feed, count(*) as records
              from (select feed from staged_account
                     where tenant_id = :tenant and integration_id = :integration and run = :run and principal
                    union all
                    select feed from staged_resource
                     where tenant_id = :tenant and integration_id = :integration and run = :run and principal
                    union all
                    select feed from staged_grant
                     where tenant_id = :tenant and integration_id = :integration and run = :run and principal
                    union all
                    select feed from staged_link
                     where tenant_id = :tenant and integration_id = :integration and run = :run and principal) stored
             group by feed
            """;
    private static final String DIGESTS = """
            select feed, encode(sha256(string_agg(digest, ''::bytea order by digest)), 'hex') as digest
              from (select feed, sha256(convert_to(jsonb_build_array('account', type, external_id)::text, 'UTF8')
                                        || digest) as digest
                      from staged_account
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                    union all
                    select feed, sha256(convert_to(jsonb_build_array('resource', type, external_id)::text, 'UTF8')
                                        || digest)
                      from staged_resource
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                    union all
                    select feed, sha256(convert_to(jsonb_build_array('grant', account_type, account_id,
                                        resource_type, resource_id, value)::text, 'UTF8'))
                      from staged_grant
                     where tenant_id = :tenant and integration_id = :integration and run = :run
                    union all
                    select feed, sha256(convert_to(jsonb_build_array('link', from_type, from_id, relation,
                                        to_type, to_id)::text, 'UTF8'))
                      from staged_link
                     where tenant_id = :tenant and integration_id = :integration and run = :run) rows
             group by feed
            """;
    private static final String ACCOUNTS = """
            select count(*)
              from staged_account
             where tenant_id = :tenant and integration_id = :integration and run = :run and state <> 'absent'
            """;
    private static final String COLLECT_STATISTICS = """
            select analyze_staging()
            """;
    private static final String DISCARD = """
            with accounts as (
                delete from staged_account
                 where tenant_id = :tenant and integration_id = :integration and run = :run
            ), resources as (
                delete from staged_resource
                 where tenant_id = :tenant and integration_id = :integration and run = :run
            ), grants as (
                delete from staged_grant
                 where tenant_id = :tenant and integration_id = :integration and run = :run
            )
            delete from staged_link
             where tenant_id = :tenant and integration_id = :integration and run = :run
            """;

    private final JdbcClient db;

    StagedRun(JdbcClient db) {
        this.db = db;
    }

    /// Tells PostgreSQL how much is staged, so that it plans for so many rows. In a short transaction of its own, since
    /// two cannot do it at once.
    public void collectStatistics() {
        db.sql(COLLECT_STATISTICS).query(row -> {});
    }

    /// Throws away what feeds left behind that were not read to their end.
    public void dropIncomplete(RunKey run, Set<String> complete) {
        statement(DROP_INCOMPLETE, run).param("complete", list(complete)).update();
    }

    /// Keeps the newest of records and of keys that came more than once.
    ///
    /// @return records dropped, by feed
    public Map<String, Long> dropDuplicates(RunKey run) {
        Map<String, Long> dropped = records(statement(DROP_SUPERSEDED_RECORDS, run));
        records(statement(DROP_REPEATED_KEYS, run)).forEach((feed, more) -> dropped.merge(feed, more, Long::sum));
        return dropped;
    }

    /// Makes a visible stub of everything a grant refers to that no listing shows.
    ///
    /// @return dangling references, by feed
    public Map<String, Long> resolveReferences(RunKey run, Set<String> complete) {
        Map<String, Long> dangling = records(statement(STUB_ACCOUNTS, run).param("complete", list(complete)));
        records(statement(STUB_RESOURCES, run).param("complete", list(complete)))
                .forEach((feed, more) -> dangling.merge(feed, more, Long::sum));
        return dangling;
    }

    /// Records that are staged now, by feed.
    public Map<String, Long> stored(RunKey run) {
        return records(statement(STORED, run));
    }

    /// A digest of the staged rows of each feed, the same for the same rows in any order.
    public Map<String, String> digests(RunKey run) {
        Map<String, String> digests = new HashMap<>();
        statement(DIGESTS, run).query(row -> {
            digests.put(row.getString("feed"), row.getString("digest"));
        });
        return digests;
    }

    /// Whether any account is staged that a listing showed. A revision without one would be about nobody.
    public boolean hasAccounts(RunKey run) {
        return statement(ACCOUNTS, run).query(Long.class).single() > 0;
    }

    /// Throws the staged rows away.
    public void discard(RunKey run) {
        statement(DISCARD, run).update();
    }

    static String list(Set<String> feeds) {
        return String.join(",", feeds);
    }

    private JdbcClient.StatementSpec statement(String sql, RunKey run) {
        return db.sql(sql)
                .param("tenant", run.tenant().value())
                .param("integration", run.integration().value())
                .param("run", run.run());
    }

    private static Map<String, Long> records(JdbcClient.StatementSpec statement) {
        Map<String, Long> records = new HashMap<>();
        statement.query(row -> {
            records.put(row.getString("feed"), row.getLong("records"));
        });
        return records;
    }
}
