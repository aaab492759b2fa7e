package dev.muster.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Publishes links. One of which more is said, or less, is closed and opened again.
@Component
class LinkFacts {
    private static final String CLOSE_ABSENT = """
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
    private static final String CLOSE_CHANGED = """
            update link l
               set to_revision = :revision
              from staged_link s
             where l.tenant_id = :tenant and l.integration_id = :integration
               and l.to_revision is null
               and s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and s.from_type = l.from_type and s.from_id = l.from_id and s.relation = l.relation
               and s.to_type = l.to_type and s.to_id = l.to_id
               and s.attributes <> l.attributes
            """;
    /// What another feed shows now is closed when that feed no longer does. The fact goes on as another, so that
    /// the past keeps telling where it was read then; nobody's access changed.
    private static final String CLOSE_MOVED = """
            update link l
               set to_revision = :revision
              from staged_link s
             where l.tenant_id = :tenant and l.integration_id = :integration
               and l.to_revision is null
               and s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and s.from_type = l.from_type and s.from_id = l.from_id and s.relation = l.relation
               and s.to_type = l.to_type and s.to_id = l.to_id
               and s.feed <> l.feed
            """;
    private static final String OPEN = """
            insert into link (tenant_id, integration_id, from_type, from_id, relation, to_type, to_id, attributes,
                              from_revision, feed, record_id, run)
            select :tenant, :integration, s.from_type, s.from_id, s.relation, s.to_type, s.to_id, s.attributes,
                   :revision, s.feed, s.record_id, :run
              from staged_link s
             where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and not exists (select 1 from link l
                                where l.tenant_id = :tenant and l.integration_id = :integration
                                  and l.from_type = s.from_type and l.from_id = s.from_id and l.relation = s.relation
                                  and l.to_type = s.to_type and l.to_id = s.to_id
                                  and l.to_revision is null)
            """;

    private final JdbcClient db;

    LinkFacts(JdbcClient db) {
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
