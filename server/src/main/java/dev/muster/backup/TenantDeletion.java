package dev.muster.backup;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.tenant.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// The end of a suspended tenant: every row in every table, and the users who belong to no other.
final class TenantDeletion {
    private static final Duration SYNCS_MAY_TAKE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /// What a server that is alive does for this tenant; one that missed its heartbeats is taken for dead.
    private static final String WORKING = """
            select exists (select
                             from scheduled_tasks
                            where starts_with(task_instance, :tenant || '/')
                              and picked
                              and last_heartbeat > now() - interval '20 seconds')
            """;
    private static final String ENTER = """
            select set_config('app.tenant', :tenant, true)
            """;
    private static final String USERS = """
            select user_id
              from member
             where tenant_id = :tenant
            """;
    /// The wall shows users their own memberships everywhere.
    private static final String BECOME = """
            select set_config('app.user', :user, true)
            """;
    private static final String IS_ELSEWHERE = """
            select exists (select
                             from member
                            where tenant_id <> :tenant
                              and user_id = :user)
            """;
    private static final String FORGET_ORIGIN = """
            update app_user
               set added_by = null
             where added_by = :tenant
            """;
    private static final String DELETE_TASKS = """
            delete from scheduled_tasks
             where starts_with(task_instance, :tenant || '/')
            """;
    private static final String DELETE_TENANT = """
            delete from tenant
             where id = :tenant
            """;
    private static final List<String> DELETE_USER = List.of("""
            delete from web_session
             where user_id = :user
            """, """
            delete from known_browser
             where user_id = :user
            """, """
            delete from password_link
             where user_id = :user
            """, """
            delete from password
             where user_id = :user
            """, """
            delete from app_user
             where id = :user
            """);

    private final Tenant tenant;
    private final UUID id;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final AuditTrail audit;
    private boolean exported;

    TenantDeletion(Tenant tenant, JdbcClient db, PlatformTransactionManager manager, AuditTrail audit) {
        this.tenant = tenant;
        this.id = tenant.id().value();
        this.db = db;
        this.audit = audit;
        this.transaction = new TransactionTemplate(manager);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// A run notices within a second that its tenant is suspended.
    ///
    /// @throws NotDone when something still works for the tenant after minutes
    void awaitEndOfSyncs() {
        long deadline = System.nanoTime() + SYNCS_MAY_TAKE.toNanos();
        while (db.sql(WORKING)
                .param("tenant", id.toString())
                .query(Boolean.class)
                .single()) {
            if (System.nanoTime() > deadline) {
                throw new NotDone(
                        "A sync of %s has not ended, so nothing was deleted; the tenant is suspended."
                                .formatted(tenant.slug()),
                        "Run the command again in a while.");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /// Whether the file of the export is whole and ours.
    boolean hasExported() {
        return exported;
    }

    /// Both the export and the deletion see the tenant as it is at one moment; rows that came later make it fail.
    TenantOffice.Deleted run(Connection connection, @Nullable Backup export, Progress progress) throws SQLException {
        try {
            TenantOffice.Deleted deleted = transaction.execute(status -> {
                db.sql(ENTER).param("tenant", id.toString()).query(String.class).single();
                Summary summary = export == null ? null : exported(export, connection, progress);
                exported = summary != null;
                List<UUID> users = usersOfNoOther();
                long rows = deleteRows(users);
                return new TenantOffice.Deleted(summary, rows, users.size());
            });
            return Objects.requireNonNull(deleted, "the transaction gives what it did");
        } catch (NotRead e) {
            throw e.cause;
        }
    }

    private List<UUID> usersOfNoOther() {
        return db.sql(USERS).param("tenant", id).query((row, number) -> row.getObject(1, UUID.class)).list().stream()
                .filter(user -> !isElsewhere(user))
                .toList();
    }

    private boolean isElsewhere(UUID user) {
        db.sql(BECOME).param("user", user.toString()).query(String.class).single();
        return db.sql(IS_ELSEWHERE)
                .param("tenant", id)
                .param("user", user)
                .query(Boolean.class)
                .single();
    }

    private long deleteRows(List<UUID> users) {
        long rows = StoredTable.ALL.reversed().stream()
                .filter(StoredTable::isWalled)
                .mapToLong(this::deleteFrom)
                .sum();
        rows += db.sql(DELETE_TASKS).param("tenant", id.toString()).update();
        db.sql(FORGET_ORIGIN).param("tenant", id).update();
        for (UUID user : users) {
            for (String delete : DELETE_USER) {
                rows += db.sql(delete).param("user", user).update();
            }
        }
        return rows + db.sql(DELETE_TENANT).param("tenant", id).update();
    }

    private long deleteFrom(StoredTable table) {
        return db.sql("delete from public.%s where tenant_id = :tenant".formatted(TableShape.quoted(table.name())))
                .param("tenant", id)
                .update();
    }

    /// The record of a tenant that is gone is in its export alone, and that says how it ended.
    private Summary exported(Backup export, Connection connection, Progress progress) {
        audit.record(tenant.id(), Actor.OPERATOR, "tenant.deleted", tenant.name(), Map.of("slug", tenant.slug()));
        return written(export, connection, progress);
    }

    private static Summary written(Backup export, Connection connection, Progress progress) {
        try {
            return export.write(connection, progress);
        } catch (SQLException e) {
            throw new NotRead(e);
        }
    }

    /// Carries a fault of the database out of the transaction, which it ends.
    private static final class NotRead extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException cause;

        NotRead(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
