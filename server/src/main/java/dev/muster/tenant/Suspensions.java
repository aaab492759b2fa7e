package dev.muster.tenant;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantTransactions;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Suspends and resumes tenants and has them take passwords again, as the database's owner: the application's role may
/// not. From the next request on a
/// server lets nobody into a suspended tenant, and its syncs stop; all its data stays.
public final class Suspensions {
    private static final String SUSPEND = """
            update tenant
               set suspended_at = now()
             where id = :tenant
               and suspended_at is null
            """;
    private static final String RESUME = """
            update tenant
               set suspended_at = null
             where id = :tenant
               and suspended_at is not null
            """;

    private static final String TAKE_PASSWORDS = """
            update tenant
               set takes_passwords = true
             where id = :tenant
               and not takes_passwords
            """;

    private final JdbcClient db;
    private final TenantTransactions transactions;
    private final AuditTrail audit;

    /// @param db its statements take part in the transactions of `transactions`
    public Suspensions(JdbcClient db, TenantTransactions transactions, AuditTrail audit) {
        this.db = db;
        this.transactions = transactions;
        this.audit = audit;
    }

    /// @return whether it was not suspended before
    public boolean suspend(Tenant tenant) {
        return set(tenant, SUSPEND, "tenant.suspended");
    }

    /// @return whether it was suspended before
    public boolean resume(Tenant tenant) {
        return set(tenant, RESUME, "tenant.resumed");
    }

    /// The way back for a tenant whose single sign-on lets nobody in any more.
    ///
    /// @return whether it took no passwords before
    public boolean takePasswords(Tenant tenant) {
        return set(tenant, TAKE_PASSWORDS, "tenant.passwords_taken");
    }

    private boolean set(Tenant tenant, String sql, String action) {
        return transactions.write(tenant.id(), () -> {
            boolean changed = db.sql(sql).param("tenant", tenant.id().value()).update() > 0;
            if (changed) {
                audit.record(tenant.id(), Actor.OPERATOR, action, tenant.name(), Map.of("slug", tenant.slug()));
            }
            return changed;
        });
    }
}
