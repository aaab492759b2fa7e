package dev.muster.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps the application's own audit trail: an entry that is known already stays as it is, and none is ever
/// closed.
@Component
class ChangeRecords {
    private static final String KEEP = """
            insert into change_record (tenant_id, integration_id, id, at, action, on_type, on_id, about_type, about_id,
                                       by_type, by_id, how, attributes, feed, run)
            select :tenant, :integration, s.id, s.at, s.action, s.on_type, s.on_id, s.about_type, s.about_id,
                   s.by_type, s.by_id, s.how, s.attributes, s.feed, :run
              from staged_change s
             where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
            on conflict do nothing
            """;

    private final JdbcClient db;

    ChangeRecords(JdbcClient db) {
        this.db = db;
    }

    /// How many were new.
    int keep(RunKey run) {
        return run.statement(db, KEEP).update();
    }
}
