package dev.muster.tenant;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantTransactions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// That this database was restored from a backup or an export. Noted by whoever restores, who need not have the key
/// that records are signed with; told to the record of every tenant by the first server that starts, before anybody
/// is served.
@Component
public class Restorations {
    private static final String NOTE = """
            insert into restoration (restored_at, taken_at, program, sha256)
            values (now(), :taken, :program, :sha256)
            """;
    private static final String IS_NOTED = """
            select exists (select
                             from restoration)
            """;
    private static final String TAKE = """
            delete from restoration
            returning restored_at, taken_at, program, sha256
            """;

    private final JdbcClient db;
    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final AuditTrail audit;

    Restorations(JdbcClient db, TenantTransactions transactions, Tenants tenants, AuditTrail audit) {
        this.db = db;
        this.transactions = transactions;
        this.tenants = tenants;
        this.audit = audit;
    }

    private record Restoration(Instant restoredAt, Instant takenAt, String program, String sha256) {}

    /// Notes it, as the owner of tables that were just filled.
    ///
    /// @param takenAt when the backup was taken
    /// @param program version of the Muster that took it
    /// @param sha256  of its file
    public static void note(JdbcClient owner, Instant takenAt, String program, String sha256) {
        owner.sql(NOTE)
                .param("taken", takenAt.atOffset(UTC))
                .param("program", program)
                .param("sha256", sha256)
                .update();
    }

    /// Tells every record, in one transaction with forgetting the note: of several servers one does it.
    void tell() {
        if (!db.sql(IS_NOTED).query(Boolean.class).single()) {
            return;
        }
        AtomicReference<@Nullable Restoration> noted = new AtomicReference<>();
        transactions.writeInEach(tenants.ids(), () -> noted.set(take()), tenant -> {
            Restoration restoration = noted.get();
            if (restoration != null) {
                String name = tenants.find(tenant).map(Tenant::name).orElseThrow();
                audit.record(tenant, Actor.OPERATOR, "tenant.restored", name, details(restoration));
            }
        });
    }

    private @Nullable Restoration take() {
        return db.sql(TAKE)
                .query((row, number) -> new Restoration(
                        row.getObject("restored_at", OffsetDateTime.class).toInstant(),
                        row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                        row.getString("program"),
                        row.getString("sha256")))
                .optional()
                .orElse(null);
    }

    private static Map<String, String> details(Restoration restoration) {
        return Map.of(
                "restored_at",
                restoration.restoredAt().toString(),
                "taken_at",
                restoration.takenAt().toString(),
                "program",
                restoration.program(),
                "sha256",
                restoration.sha256());
    }
}
