package dev.muster.ledger;

import dev.muster.connector.Description;
import dev.muster.connector.ResourceType.Part;
import dev.muster.host.Counts;
import dev.muster.integration.CountsColumns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts what is current, as [Counts] says. Runs in the caller's tenant transaction.
@Component
class RevisionCounts {
    private static final String CURRENT = """
            select *
              from (select count(*) as accounts, count(*) filter (where state = 'absent') as absent_accounts
                      from account
                     where tenant_id = :tenant and integration_id = :integration and to_revision is null) a
             cross join (
                    select count(*) as resources, count(*) filter (where attributes ->> 'stub' is not null) as stubs,
                           count(*) filter (where type = any (:groups)) as groups,
                           count(*) filter (where type = any (:groups) and attributes ->> 'stub' is not null) as stub_groups
                      from resource
                     where tenant_id = :tenant and integration_id = :integration and to_revision is null) r
             cross join (
                    select count(*) as links
                      from link
                     where tenant_id = :tenant and integration_id = :integration and to_revision is null) l
             cross join (
                    select count(*) as grants,
                           count(*) filter (where feed = any (cast(:restless as text[]))) as restless_grants
                      from access_grant
                     where tenant_id = :tenant and integration_id = :integration and to_revision is null) g
            """;

    private final JdbcClient db;

    RevisionCounts(JdbcClient db) {
        this.db = db;
    }

    Counts of(PublicationStep step, Description application) {
        return step.statement(db, CURRENT)
                .param("groups", application.types(Part.GROUP).toArray(String[]::new))
                .query((row, index) -> CountsColumns.of(row))
                .single();
    }
}
