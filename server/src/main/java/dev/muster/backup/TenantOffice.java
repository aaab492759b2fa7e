package dev.muster.backup;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.secret.SigningKey;
import dev.muster.tenant.Suspensions;
import dev.muster.tenant.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What the operator does about whole tenants. For one thread; everything is done on the connection of the tables'
/// owner, and recorded in the tenant's audit record where the tenant stays.
public final class TenantOffice {
    private static final String NOW = """
            select now()
            """;
    private static final String HAS_THESE_TABLES = """
            select exists (select
                             from pg_attribute
                            where attrelid = to_regclass('public.tenant')
                              and attname = 'takes_passwords')
            """;
    private static final String ALL = """
            select id, slug, name, suspended_at
              from tenant
             order by slug
            """;
    private static final String FIND = """
            select id, slug, name
              from tenant
             where slug = :slug
            """;
    private static final String MEMBERS = """
            select count(*)
              from member
             where tenant_id = :tenant
            """;
    private static final String SYNC_NOW = """
            update scheduled_tasks
               set execution_time = now()
             where starts_with(task_instance, :tenant || '/')
               and not picked
            """;

    private final Connection connection;
    private final JdbcClient db;
    private final DataSourceTransactionManager manager;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Suspensions suspensions;

    private TenantOffice(Connection connection, Supplier<SigningKey> key) {
        var source = new SingleConnectionDataSource(connection, true);
        this.connection = connection;
        this.db = JdbcClient.create(source);
        this.manager = new DataSourceTransactionManager(source);
        this.transactions = new TenantTransactions(db, manager);
        Instant now = db.sql(NOW).query(OffsetDateTime.class).single().toInstant();
        this.audit = AuditTrail.withoutServer(db, transactions, key, Clock.fixed(now, UTC));
        this.suspensions = new Suspensions(db, transactions, audit);
    }

    /// @param connection of the owner; the caller closes it
    /// @param key        signs what is recorded
    public static TenantOffice on(Connection connection, Supplier<SigningKey> key) {
        return new TenantOffice(connection, key);
    }

    /// @param suspendedAt when the operator suspended it; none when it is active
    public record ListedTenant(
            String slug, String name, int members, @Nullable Instant suspendedAt) {}

    /// @param exported what was kept of it; none when nothing was wanted
    /// @param users    who belonged to no other tenant and went with it
    public record Deleted(@Nullable Summary exported, long rows, int users) {}

    /// Every tenant, by short name.
    public List<ListedTenant> list() {
        requireSchema();
        return db.sql(ALL).query(this::listed).list();
    }

    /// @throws NotDone when there is no such tenant
    public Tenant require(String slug) {
        requireSchema();
        return db.sql(FIND)
                .param("slug", slug)
                .query((row, number) -> new Tenant(
                        new TenantId(row.getObject("id", UUID.class)), row.getString("slug"), row.getString("name")))
                .optional()
                .orElseThrow(() -> new NotDone(
                        "There is no tenant %s.".formatted(slug), "List their short names with muster tenant list."));
    }

    /// @return whether it was not suspended before
    public boolean suspend(String slug) {
        return suspensions.suspend(require(slug));
    }

    /// Lets everybody in again, and has the syncs run that were not run meanwhile.
    ///
    /// @return whether it was suspended before
    public boolean resume(String slug) {
        Tenant tenant = require(slug);
        boolean changed = suspensions.resume(tenant);
        if (changed) {
            db.sql(SYNC_NOW).param("tenant", tenant.id().value().toString()).update();
        }
        return changed;
    }

    /// Has sign-ins by password open the tenant again.
    ///
    /// @return whether they did not before
    public boolean takePasswords(String slug) {
        return suspensions.takePasswords(require(slug));
    }

    /// Writes one tenant's data into a file; there is no file without an entry in the audit record.
    public Summary export(Backup export, Progress progress) {
        Tenant tenant = require(String.valueOf(export.tenant()));
        Summary summary = export.take(connection, progress);
        try {
            transactions.write(
                    tenant.id(),
                    () -> audit.record(
                            tenant.id(),
                            Actor.OPERATOR,
                            "tenant.exported",
                            tenant.name(),
                            Map.of("rows", String.valueOf(summary.rows()), "sha256", summary.sha256())));
            return summary;
        } catch (DataAccessException e) {
            delete(export.file());
            throw new NotDone(
                    "The export could not be recorded (%s), so its file was deleted again.".formatted(e.getMessage()),
                    "See that the database runs, and try again.",
                    e);
        }
    }

    /// Suspends the tenant, waits for its syncs to end, writes its export and removes every row of it; the last two
    /// in one transaction.
    ///
    /// @param export none when nothing is to be kept
    /// @throws NotDone when it could not be done; the tenant is suspended then
    public Deleted delete(String slug, @Nullable Backup export, Progress progress) {
        Tenant tenant = require(slug);
        suspensions.suspend(tenant);
        var deletion = new TenantDeletion(tenant, db, manager, audit);
        deletion.awaitEndOfSyncs();
        try {
            return deletion.run(connection, export, progress);
        } catch (NotDone e) {
            throw new NotDone(
                    "%s So %s was not deleted; it is suspended.".formatted(e.happened(), slug), e.remedy(), e);
        } catch (SQLException | DataAccessException e) {
            if (export != null && deletion.hasExported()) {
                delete(export.file());
            }
            throw new NotDone(
                    "%s could not be deleted (%s): all its data is there, and it is suspended."
                            .formatted(slug, e.getMessage()),
                    "Run the command again, or let people in again with muster tenant resume %s.".formatted(slug),
                    e);
        }
    }

    private ListedTenant listed(ResultSet row, int number) throws SQLException {
        var id = new TenantId(row.getObject("id", UUID.class));
        OffsetDateTime suspended = row.getObject("suspended_at", OffsetDateTime.class);
        int members = transactions.read(
                id,
                () -> db.sql(MEMBERS)
                        .param("tenant", id.value())
                        .query(Integer.class)
                        .single());
        return new ListedTenant(
                row.getString("slug"),
                row.getString("name"),
                members,
                suspended == null ? null : suspended.toInstant());
    }

    private void requireSchema() {
        if (!db.sql(HAS_THESE_TABLES).query(Boolean.class).single()) {
            throw new NotDone(
                    "The tables of this database are of an earlier Muster.",
                    "Start this Muster on it once, then try again.");
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s is of no use and could not be deleted".formatted(file), e);
        }
    }
}
