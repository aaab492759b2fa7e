package dev.muster.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Publishes resources: those no longer shown are closed, those shown otherwise closed and opened again, new
/// ones opened.
@Component
class ResourceFacts {
    private static final String CLOSE_ABSENT = """
            update resource r
               set to_revision = :revision
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.to_revision is null
               and r.feed = any (string_to_array(:complete, ','))
               and not exists (select 1 from staged_resource s
                                where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                  and s.type = r.type and s.external_id = r.external_id)
            """;
    private static final String CLOSE_CHANGED = """
            update resource r
               set to_revision = :revision
              from staged_resource s
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.to_revision is null
               and s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and s.type = r.type and s.external_id = r.external_id
               and s.digest <> r.digest
            """;
    /// What another feed shows now is closed when that feed no longer does. The fact goes on as another, so that
    /// the past keeps telling where it was read then; nobody's access changed.
    private static final String CLOSE_MOVED = """
            update resource r
               set to_revision = :revision
              from staged_resource s
             where r.tenant_id = :tenant and r.integration_id = :integration
               and r.to_revision is null
               and s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and s.type = r.type and s.external_id = r.external_id
               and s.feed <> r.feed
            """;
    private static final String OPEN = """
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

    private final JdbcClient db;

    ResourceFacts(JdbcClient db) {
        this.db = db;
    }

    FactChanges replace(PublicationStep step) {
        long removed = step.write(db, CLOSE_ABSENT);
        long changed = step.write(db, CLOSE_CHANGED);
        long moved = step.write(db, CLOSE_MOVED);
        long opened = step.write(db, OPEN);
        return new FactChanges(opened - changed - moved, removed, changed);
    }
}
