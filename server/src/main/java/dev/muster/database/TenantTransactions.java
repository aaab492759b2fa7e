package dev.muster.database;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Transactions that belong to one tenant. The second wall: row-level security shows a transaction the rows of the
/// tenant it names and nothing without one, whatever the statement asks.
///
/// Safe for many threads. A transaction opened inside another joins it, and must name the same tenant.
@Component
public class TenantTransactions {
    /// Answers one row, or none in a transaction that belongs to another tenant.
    private static final String NAME_TENANT = """
            select set_config('app.tenant', :tenant, true)
             where coalesce(nullif(current_setting('app.tenant', true), ''), :tenant) = :tenant
            """;
    private static final String NAMED_TENANT = """
            select current_setting('app.tenant')
            """;

    private final JdbcClient db;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    TenantTransactions(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// Runs work in one transaction of this tenant; commits when it returns, rolls back when it throws.
    public <T> T write(TenantId tenant, Supplier<T> work) {
        return inTenant(writing, tenant, work);
    }

    /// As [#write(TenantId, Supplier)], for work without a result.
    public void write(TenantId tenant, Runnable work) {
        inTenant(writing, tenant, () -> {
            work.run();
            return true;
        });
    }

    /// Runs work on one unchanging snapshot of this tenant's data. Inside a writing transaction it joins that instead.
    public <T> T read(TenantId tenant, Supplier<T> work) {
        return inTenant(reading, tenant, work);
    }

    private <T> T inTenant(TransactionTemplate template, TenantId tenant, Supplier<T> work) {
        TransactionTemplate joining = isInTransaction() ? writing : template;
        return joining.execute(status -> {
            enter(tenant);
            return work.get();
        });
    }

    private static boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    private void enter(TenantId tenant) {
        String wanted = tenant.value().toString();
        boolean entered = db.sql(NAME_TENANT)
                .param("tenant", wanted)
                .query(String.class)
                .optional()
                .isPresent();
        if (!entered) {
            String named = db.sql(NAMED_TENANT).query(String.class).single();
            throw new IllegalStateException(
                    "This transaction belongs to tenant %s and cannot also work for %s".formatted(named, wanted));
        }
    }
}
