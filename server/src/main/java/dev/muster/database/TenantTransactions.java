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
    ///
    /// A server that is suspended or cut off in the middle of a transaction would keep its locks for hours.
    /// PostgreSQL ends the transaction instead once it hears nothing for so long.
    private static final String NAME_TENANT = """
            select set_config('app.tenant', :tenant, true),
                   set_config('idle_in_transaction_session_timeout', :silence, true)
             where coalesce(nullif(current_setting('app.tenant', true), ''), :tenant) = :tenant
            """;
    private static final String SILENCE_OF_WRITERS = "15s";
    /// Keeps no locks, and may wait for a slow download.
    private static final String SILENCE_OF_READERS = "5min";
    private static final String NAMED_TENANT = """
            select current_setting('app.tenant')
            """;

    private final JdbcClient db;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    /// @param db its statements take part in the transactions of `transactions`
    public TenantTransactions(JdbcClient db, PlatformTransactionManager transactions) {
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

    /// Runs work on one unchanging snapshot of this tenant's data. Inside a writing transaction it joins that
    /// instead.
    public <T> T read(TenantId tenant, Supplier<T> work) {
        return inTenant(reading, tenant, work);
    }

    private <T> T inTenant(TransactionTemplate template, TenantId tenant, Supplier<T> work) {
        TransactionTemplate joining = isInTransaction() ? writing : template;
        return joining.execute(status -> {
            enter(tenant, joining == writing ? SILENCE_OF_WRITERS : SILENCE_OF_READERS);
            return work.get();
        });
    }

    private static boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    private void enter(TenantId tenant, String silence) {
        String wanted = tenant.value().toString();
        boolean entered = db.sql(NAME_TENANT)
                .param("tenant", wanted)
                .param("silence", silence)
                .query((row, index) -> true)
                .optional()
                .isPresent();
        if (!entered) {
            String named = db.sql(NAMED_TENANT).query(String.class).single();
            throw new IllegalStateException(
                    "This transaction belongs to tenant %s and cannot also work for %s".formatted(named, wanted));
        }
    }
}
