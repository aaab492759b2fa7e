package dev.muster.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Publishes which parts of feeds were not read, so that every revision can tell what it lacks. A part that stays
/// unread stays one fact.
@Component
class UnreadFacts {
    private static final String CLOSE = """
            update unread_fact f
               set to_revision = :revision
             where f.tenant_id = :tenant and f.integration_id = :integration
               and f.to_revision is null
               and not exists (select 1 from unread_part p
                                where p.tenant_id = :tenant and p.integration_id = :integration and p.run = :run
                                  and p.feed = f.feed and p.type = f.type and p.id = f.id
                                  and p.name = f.name and p.since is not distinct from f.since)
            """;
    private static final String OPEN = """
            insert into unread_fact (tenant_id, integration_id, feed, type, id, from_revision, name, since)
            select :tenant, :integration, p.feed, p.type, p.id, :revision, p.name, p.since
              from unread_part p
             where p.tenant_id = :tenant and p.integration_id = :integration and p.run = :run
               and not exists (select 1 from unread_fact f
                                where f.tenant_id = :tenant and f.integration_id = :integration
                                  and f.feed = p.feed and f.type = p.type and f.id = p.id
                                  and f.to_revision is null)
            """;

    private final JdbcClient db;

    UnreadFacts(JdbcClient db) {
        this.db = db;
    }

    void replace(PublicationStep step) {
        step.write(db, CLOSE);
        step.write(db, OPEN);
    }
}
