package dev.muster.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Folds old revisions into the oldest that is kept: the facts that only they show go, and every answer about a kept
/// one stays what it was. Runs, certificates and digests stay for good.
///
/// From one moment on nobody can ask for a folded revision; its facts go after that, some at a time, so that nobody
/// waits for a long lock. Whoever is stopped in between goes on the next time.
@Component
class Folding {
    private static final int ROWS_AT_A_TIME = 5_000;

    private static final String TO_FOLD = """
            select v.number, (select s.digest from sync_run s
                               where s.tenant_id = :tenant and s.integration_id = :integration
                                 and s.number = v.run) as digest
              from revision v
             where v.tenant_id = :tenant and v.integration_id = :integration
               and v.folded_at is null
               and v.number < (select max(k.number) from revision k
                                where k.tenant_id = :tenant and k.integration_id = :integration
                                  and k.published_at <= :until)
             order by v.number
            """;
    /// What the audit record calls folded, and nothing else.
    private static final String FOLD = """
            select fold_revisions(:tenant, :integration)
            """;
    private static final String GOING = """
            select (select count(*) from account f
                     where f.tenant_id = :tenant and f.integration_id = :integration and f.to_revision <= :kept)
                 + (select count(*) from resource f
                     where f.tenant_id = :tenant and f.integration_id = :integration and f.to_revision <= :kept)
                 + (select count(*) from access_grant f
                     where f.tenant_id = :tenant and f.integration_id = :integration and f.to_revision <= :kept)
                 + (select count(*) from link f
                     where f.tenant_id = :tenant and f.integration_id = :integration and f.to_revision <= :kept)
            """;
    /// Asks first, because on most days there is nothing to look for.
    private static final String DELETE_FACTS = """
            select case when exists (select 1 from revision v
                                      where v.tenant_id = :tenant and v.integration_id = :integration
                                        and v.folded_at is not null)
                        then fold_facts(:tenant, :integration, :most) else 0 end
            """;

    private final TenantTransactions transactions;
    private final Integrations integrations;
    private final Retention retention;
    private final AuditTrail audit;
    private final JdbcClient db;
    private final Clock clock;

    Folding(
            TenantTransactions transactions,
            Integrations integrations,
            Retention retention,
            AuditTrail audit,
            JdbcClient db,
            Clock clock) {
        this.transactions = transactions;
        this.integrations = integrations;
        this.retention = retention;
        this.audit = audit;
        this.db = db;
        this.clock = clock;
    }

    /// Folds what a tenant keeps no longer, in the time zone of each integration.
    void fold(TenantId tenant) {
        int months = retention.months(tenant);
        for (Current current : integrations.of(tenant)) {
            Integration integration = current.integration();
            fold(
                    tenant,
                    integration,
                    clock.instant()
                            .atZone(integration.timeZone())
                            .minusMonths(months)
                            .toInstant());
        }
    }

    /// Folds all that is older than the revision which was the newest at a moment.
    ///
    /// @return how many facts and entries went
    long fold(TenantId tenant, Integration integration, Instant until) {
        IntegrationKey key = integration.key(tenant);
        transactions.write(tenant, () -> markFolded(key, integration, until));
        long went = 0;
        long some;
        do {
            some = transactions.write(
                    tenant,
                    () -> key.statement(db, DELETE_FACTS)
                            .param("most", ROWS_AT_A_TIME)
                            .query(Long.class)
                            .single());
            went += some;
        } while (some > 0);
        return went;
    }

    private void markFolded(IntegrationKey key, Integration integration, Instant until) {
        List<Folded> folded = key.statement(db, TO_FOLD)
                .param("until", until.atOffset(UTC))
                .query((row, index) -> new Folded(row.getInt("number"), row.getString("digest")))
                .list();
        if (!folded.isEmpty()) {
            int kept = folded.getLast().number() + 1;
            long going = key.statement(db, GOING)
                    .param("kept", kept)
                    .query(Long.class)
                    .single();
            audit.record(
                    key.tenant(),
                    Actor.MUSTER,
                    "revisions.folded",
                    integration.name(),
                    Map.of(
                            "integration", integration.id().value().toString(),
                            "first", String.valueOf(folded.getFirst().number()),
                            "last", String.valueOf(folded.getLast().number()),
                            "kept", String.valueOf(kept),
                            "facts", String.valueOf(going),
                            "digests", digest(folded)));
            key.statement(db, FOLD).query(row -> {});
        }
    }

    private record Folded(int number, @Nullable String digest) {}

    /// Over the numbers and digests of what was folded, a line each, as `sha256sum` works it out.
    private static String digest(List<Folded> folded) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            folded.forEach(one -> digest.update(
                    "%d %s\n".formatted(one.number(), one.digest()).getBytes(UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
