package dev.muster.backup;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.CannotStart;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.secret.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Takes backups of the whole Muster, and has the record of every tenant tell of them: whoever has the file has the
/// data. For one thread, on the connection of the tables' owner.
public final class BackupOffice {
    private static final String NOW = """
            select now()
            """;
    private static final String TENANTS = """
            select id, name
              from tenant
             order by id
            """;
    /// Before an upgrade the backup of an earlier version is taken with the new one.
    private static final String CAN_TELL = """
            select exists (select
                             from pg_attribute
                            where attrelid = to_regclass('public.audit_entry')
                              and attname = 'outcome')
            """;

    private final Connection connection;
    private final JdbcClient db;
    private final TenantTransactions transactions;
    private final Supplier<SigningKey> key;

    private BackupOffice(Connection connection, Supplier<SigningKey> key) {
        var source = new SingleConnectionDataSource(connection, true);
        this.connection = connection;
        this.db = JdbcClient.create(source);
        this.transactions = new TenantTransactions(db, new DataSourceTransactionManager(source));
        this.key = key;
    }

    /// @param connection of the owner; the caller closes it
    /// @param key        signs what is recorded
    public static BackupOffice on(Connection connection, Supplier<SigningKey> key) {
        return new BackupOffice(connection, key);
    }

    /// Whether the tables are of a version whose records can tell of a backup.
    public boolean canTell() {
        return db.sql(CAN_TELL).query(Boolean.class).single();
    }

    /// Takes a backup that is recorded; there is no file without an entry in the record of each tenant.
    ///
    /// @throws NotDone when it was not taken, or not recorded
    public Summary take(Backup backup, Progress progress) {
        List<Held> tenants = tenants();
        Optional<AuditTrail> audit = tenants.isEmpty() ? Optional.empty() : Optional.of(signed());
        Summary summary = backup.take(connection, progress);
        try {
            audit.ifPresent(trail -> tenants.forEach(tenant -> record(trail, tenant, backup, summary)));
            return summary;
        } catch (DataAccessException e) {
            delete(backup.file());
            throw new NotDone(
                    "The backup could not be recorded (%s), so its file was deleted again.".formatted(e.getMessage()),
                    "See that the database runs, and try again.",
                    e);
        }
    }

    /// The key is asked for before the work, not after it.
    private AuditTrail signed() {
        try {
            SigningKey read = key.get();
            Instant now = db.sql(NOW).query(OffsetDateTime.class).single().toInstant();
            return AuditTrail.withoutServer(db, transactions, () -> read, Clock.fixed(now, UTC));
        } catch (CannotStart e) {
            throw new NotDone(
                    "%s Nothing was written.".formatted(e.happened()),
                    "Name the file that your servers use in MUSTER_MASTER_KEY_FILE, or add --not-recorded: no tenant's"
                            + " record tells of the backup then.",
                    e);
        }
    }

    private record Held(TenantId id, String name) {}

    private List<Held> tenants() {
        return db.sql(TENANTS)
                .query((row, number) -> new Held(new TenantId(row.getObject("id", UUID.class)), row.getString("name")))
                .list();
    }

    private void record(AuditTrail audit, Held tenant, Backup backup, Summary summary) {
        transactions.write(
                tenant.id(),
                () -> audit.record(
                        tenant.id(),
                        Actor.OPERATOR,
                        "tenant.backed_up",
                        tenant.name(),
                        Map.of("protection", protection(backup), "sha256", summary.sha256())));
    }

    private static String protection(Backup backup) {
        if (backup.passphrase() == null) {
            return "not encrypted";
        }
        return backup.masterKey() == null ? "encrypted" : "encrypted, with the master key";
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s is of no use and could not be deleted".formatted(file), e);
        }
    }
}
