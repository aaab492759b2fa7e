package dev.muster.ledger;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Records and keys of a staged run that came more than once: the newest reading of each stays. Runs in the
/// caller's tenant transaction.
@Component
public class StagedDuplicates {
    /// Most runs have none of either, which is told in a fraction of the time that throwing them away takes.
    private static final String REPEATED = """
            select exists (select 1
                             from (select feed, record_id, ordinal from staged_account
                                    where tenant_id = :tenant and integration_id = :integration and run = :run
                                      and principal
                                   union all
                                   select feed, record_id, ordinal from staged_resource
                                    where tenant_id = :tenant and integration_id = :integration and run = :run
                                      and principal
                                   union all
                                   select feed, record_id, ordinal from staged_grant
                                    where tenant_id = :tenant and integration_id = :integration and run = :run
                                      and principal
                                   union all
                                   select feed, record_id, ordinal from staged_link
                                    where tenant_id = :tenant and integration_id = :integration and run = :run
                                      and principal
                                   union all
                                   select feed, record_id, ordinal from staged_change
                                    where tenant_id = :tenant and integration_id = :integration and run = :run
                                      and principal) record
                            group by feed, record_id
                           having min(ordinal) < max(ordinal)) as records,
                   exists (select 1 from staged_account
                            where tenant_id = :tenant and integration_id = :integration and run = :run
                            group by type, external_id
                           having min(ordinal) < max(ordinal))
                or exists (select 1 from staged_resource
                            where tenant_id = :tenant and integration_id = :integration and run = :run
                            group by type, external_id
                           having min(ordinal) < max(ordinal))
                or exists (select 1 from staged_grant
                            where tenant_id = :tenant and integration_id = :integration and run = :run
                            group by account_type, account_id, resource_type, resource_id, value, through
                           having min(ordinal) < max(ordinal))
                or exists (select 1 from staged_link
                            where tenant_id = :tenant and integration_id = :integration and run = :run
                            group by from_type, from_id, relation, to_type, to_id
                           having min(ordinal) < max(ordinal))
                or exists (select 1 from staged_change
                            where tenant_id = :tenant and integration_id = :integration and run = :run
                            group by id
                           having min(ordinal) < max(ordinal)) as keys
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
                union all
                select feed, record_id, ordinal from staged_change
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
            ), changes as (
                delete from staged_change s using newest n
                 where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                   and s.feed = n.feed and s.record_id = n.record_id and s.ordinal < n.ordinal
                returning s.feed, s.principal
            )
            select feed, count(*) filter (where principal) as records
              from (select * from accounts union all select * from resources
                    union all select * from grants union all select * from links
                    union all select * from changes) dropped
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
                 using (select account_type, account_id, resource_type, resource_id, value, through,
                               max(ordinal) as ordinal
                          from staged_grant
                         where tenant_id = :tenant and integration_id = :integration and run = :run
                         group by account_type, account_id, resource_type, resource_id, value, through
                        having count(*) > 1) n
                 where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                   and s.account_type = n.account_type and s.account_id = n.account_id
                   and s.resource_type = n.resource_type and s.resource_id = n.resource_id
                   and s.value = n.value and s.through = n.through
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
            ), changes as (
                delete from staged_change s
                 using (select id, max(ordinal) as ordinal
                          from staged_change
                         where tenant_id = :tenant and integration_id = :integration and run = :run
                         group by id
                        having count(*) > 1) n
                 where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                   and s.id = n.id
                   and s.ordinal < n.ordinal
                returning s.feed, s.principal
            )
            select feed, count(*) filter (where principal) as records
              from (select * from accounts union all select * from resources
                    union all select * from grants union all select * from links
                    union all select * from changes) dropped
             group by feed
            """;

    private final JdbcClient db;

    StagedDuplicates(JdbcClient db) {
        this.db = db;
    }

    /// Keeps the newest of records and of keys that came more than once.
    ///
    /// @return records dropped, by feed
    public Map<String, Long> drop(RunKey run) {
        Repeated repeated = run.statement(db, REPEATED)
                .query((row, index) -> new Repeated(row.getBoolean("records"), row.getBoolean("keys")))
                .single();
        Map<String, Long> dropped = new HashMap<>();
        if (repeated.records()) {
            drop(run, DROP_SUPERSEDED_RECORDS, dropped);
        }
        if (repeated.keys()) {
            drop(run, DROP_REPEATED_KEYS, dropped);
        }
        return dropped;
    }

    private void drop(RunKey run, String sql, Map<String, Long> dropped) {
        RunKey.records(run.statement(db, sql)).forEach((feed, more) -> dropped.merge(feed, more, Long::sum));
    }

    private record Repeated(boolean records, boolean keys) {}
}
