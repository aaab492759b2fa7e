package dev.muster.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Publishes accounts: those no longer shown are closed, those shown otherwise closed and opened again, new
/// ones opened.
@Component
class AccountFacts {
    private static final String CLOSE_ABSENT = """
            update account a
               set to_revision = :revision
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null
               and a.feed = any (string_to_array(:complete, ','))
               and not exists (select 1 from staged_account s
                                where s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
                                  and s.type = a.type and s.external_id = a.external_id)
            """;
    private static final String CLOSE_CHANGED = """
            update account a
               set to_revision = :revision
              from staged_account s
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null
               and s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and s.type = a.type and s.external_id = a.external_id
               and s.digest <> a.digest
            """;
    /// What another feed shows now is closed when that feed no longer does. The fact goes on as another, so that
    /// the past keeps telling where it was read then; nobody's access changed.
    private static final String CLOSE_MOVED = """
            update account a
               set to_revision = :revision
              from staged_account s
             where a.tenant_id = :tenant and a.integration_id = :integration
               and a.to_revision is null
               and s.tenant_id = :tenant and s.integration_id = :integration and s.run = :run
               and s.type = a.type and s.external_id = a.external_id
               and s.feed <> a.feed
            """;
    private static final String OPEN = """
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

    private final JdbcClient db;

    AccountFacts(JdbcClient db) {
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
