package dev.muster.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Publishes grants. One that is held in another way, or of which more is said, is closed and opened again.
@Component
class GrantFacts {
    private static final String CLOSE_ABSENT = """
            update access_grant g
               set to_revision = :revision
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.to_revision is null
               and g.feed = any (string_to_array(:complete, ','))
               and not exists (select 1 from staged_grant s
                                where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                  and s.account_type = g.account_type and s.account_id = g.account_id
                                  and s.resource_type = g.resource_type and s.resource_id = g.resource_id
                                  and s.value = g.value and s.through = g.through)
            """;
    /// What another feed shows now is closed when that feed no longer does. The fact goes on as another, so that
    /// the past keeps telling where it was read then; nobody's access changed.
    private static final String CLOSE_CHANGED = """
            update access_grant g
               set to_revision = :revision
              from staged_grant s
             where g.tenant_id = :tenant and g.integration_id = :integration
               and g.to_revision is null
               and s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and s.account_type = g.account_type and s.account_id = g.account_id
               and s.resource_type = g.resource_type and s.resource_id = g.resource_id
               and s.value = g.value and s.through = g.through
               and (s.attributes <> g.attributes or s.feed <> g.feed)
            """;
    private static final String OPEN = """
            insert into access_grant (tenant_id, integration_id, account_type, account_id, resource_type, resource_id,
                                      value, through, attributes, from_revision, feed, record_id, run)
            select :tenant, :integration, s.account_type, s.account_id, s.resource_type, s.resource_id,
                   s.value, s.through, s.attributes, :revision, s.feed, s.record_id, :run
              from staged_grant s
             where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and not exists (select 1 from access_grant g
                                where g.tenant_id = :tenant and g.integration_id = :integration
                                  and g.account_type = s.account_type and g.account_id = s.account_id
                                  and g.resource_type = s.resource_type and g.resource_id = s.resource_id
                                  and g.value = s.value and g.through = s.through
                                  and g.to_revision is null)
            """;
    /// A grant whose account holds something else on the same resource from this revision on is one change, not
    /// an end and a beginning. One that is only read elsewhere did not change at all. What began and what ended is
    /// joined as a whole: PostgreSQL, which cannot know yet how much that is, would otherwise compare each with
    /// all others.
    private static final String COUNT = """
            select coalesce(sum(opened), 0) as opened, coalesce(sum(closed), 0) as closed,
                   coalesce(sum(least(opened, closed)), 0) as changed
              from (select coalesce(o.account_type, c.account_type), coalesce(o.account_id, c.account_id),
                           coalesce(o.resource_type, c.resource_type), coalesce(o.resource_id, c.resource_id),
                           count(o.value) as opened, count(c.value) as closed
                      from (select g.*
                              from access_grant g
                             where g.tenant_id = :tenant and g.integration_id = :integration
                               and g.from_revision = :revision
                               and g.feed <> all (string_to_array(:restless, ','))) o
                      full join (select g.*
                                   from access_grant g
                                  where g.tenant_id = :tenant and g.integration_id = :integration
                                    and g.to_revision = :revision
                                    and g.feed <> all (string_to_array(:restless, ','))) c
                        on c.account_type = o.account_type and c.account_id = o.account_id
                       and c.resource_type = o.resource_type and c.resource_id = o.resource_id
                       and c.value = o.value and c.through = o.through
                     where c.attributes is distinct from o.attributes
                     group by 1, 2, 3, 4) touched
            """;

    private final JdbcClient db;

    GrantFacts(JdbcClient db) {
        this.db = db;
    }

    FactChanges replace(PublicationStep step) {
        step.write(db, CLOSE_ABSENT);
        step.write(db, CLOSE_CHANGED);
        step.write(db, OPEN);
        return step.statement(db, COUNT)
                .query((row, index) -> {
                    long changed = row.getLong("changed");
                    return new FactChanges(row.getLong("opened") - changed, row.getLong("closed") - changed, changed);
                })
                .single();
    }
}
