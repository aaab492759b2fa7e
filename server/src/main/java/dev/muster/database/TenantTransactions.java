package dev.muster.database;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Transactions that belong to one tenant. The second wall: row-level security shows a transaction the rows of the
/// tenant it names and nothing without one, whatever the statement asks.
///
/// Safe for many threads. A transaction opened inside another joins it, and must name the same tenant.
@Component
public class TenantTransactions {
    /// For this transaction alone: what is set for a session strays, where a pool hands its connection to others.
    private static final String ONE_SNAPSHOT = """
            set transaction isolation level repeatable read
            """;
    /// Answers one row, or none in a transaction that belongs to another tenant.
    ///
    /// A server that is suspended or cut off in the middle of a transaction would keep its locks for hours.
    /// PostgreSQL ends the transaction instead once it hears nothing for so long.
    /// Statements are planned for the values they are asked with: one that reads the newest revision needs other
    /// indexes than one that reads the past, and a large tenant other plans than a small one.
    private static final String ENTER_TO_WRITE = """
            select set_config('app.tenant', :tenant, true),
                   set_config('idle_in_transaction_session_timeout', :silence, true),
                   set_config('statement_timeout', :patience, true),
                   set_config('plan_cache_mode', 'force_custom_plan', true)
             where coalesce(nullif(current_setting('app.tenant', true), ''), :tenant) = :tenant
            """;
    /// What somebody waits for lies in memory, where reading a page here and there costs what reading one after the
    /// other does; and helpers of a statement take longer to start than they save. docs/adr/0039 has the figures.
    private static final String ENTER_TO_READ = """
            select set_config('app.tenant', :tenant, true),
                   set_config('idle_in_transaction_session_timeout', :silence, true),
                   set_config('statement_timeout', :patience, true),
                   set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('random_page_cost', '1.1', true),
                   set_config('max_parallel_workers_per_gather', '0', true)
             where coalesce(nullif(current_setting('app.tenant', true), ''), :tenant) = :tenant
            """;
    private static final String SILENCE_OF_WRITERS = "15s";
    /// Keeps no locks, and may wait for a slow download.
    private static final String SILENCE_OF_READERS = "5min";
    /// A statement that answers a question; publishing an account of any size has no limit.
    private static final String PATIENCE_OF_READERS = "30s";
    private static final String PATIENCE_OF_WRITERS = "0";
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(60);
    private static final String LEAVE_TENANT = """
            select set_config('app.tenant', '', true)
            """;
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

    /// Runs work in one transaction that enters these tenants one after the other: for what concerns a user in each
    /// of them. Commits when all returned. Nothing else may be open.
    ///
    /// @param first done before the first is entered
    public void writeInEach(Collection<TenantId> tenants, Runnable first, Consumer<TenantId> work) {
        if (isInTransaction()) {
            throw new IllegalStateException("Several tenants cannot be entered inside of a transaction of one");
        }
        writing.executeWithoutResult(status -> {
            first.run();
            tenants.stream().distinct().sorted(comparing(TenantId::value)).forEach(tenant -> {
                db.sql(LEAVE_TENANT).query(String.class).single();
                enter(tenant, false);
                work.accept(tenant);
            });
        });
    }

    /// Runs work on one unchanging snapshot of this tenant's data, no statement of it for more than 30 seconds.
    /// Inside a writing transaction it joins that instead.
    ///
    /// @throws TryLater when a statement took longer
    public <T> T read(TenantId tenant, Supplier<T> work) {
        try {
            return inTenant(reading, tenant, work);
        } catch (QueryTimeoutException tooLong) {
            throw new TryLater(
                    "This question takes PostgreSQL longer than 30 seconds, so it was given up. Nothing was changed."
                            + " Narrow it with a filter, or ask again when less is going on.",
                    AGAIN_AFTER,
                    tooLong);
        }
    }

    private <T> T inTenant(TransactionTemplate template, TenantId tenant, Supplier<T> work) {
        boolean joining = isInTransaction();
        return (joining ? writing : template).execute(status -> {
            if (!joining && template == reading) {
                db.sql(ONE_SNAPSHOT).update();
            }
            if (!Entered.by(tenant)) {
                enter(tenant, TransactionSynchronizationManager.isCurrentTransactionReadOnly());
                TransactionSynchronizationManager.registerSynchronization(new Entered(tenant));
            }
            return work.get();
        });
    }

    /// Says of a transaction that it was told which tenant it belongs to, so that nobody tells it again.
    private record Entered(TenantId tenant) implements TransactionSynchronization {
        static boolean by(TenantId tenant) {
            return TransactionSynchronizationManager.getSynchronizations().contains(new Entered(tenant));
        }
    }

    private static boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    private void enter(TenantId tenant, boolean reads) {
        String wanted = tenant.value().toString();
        boolean entered = db.sql(reads ? ENTER_TO_READ : ENTER_TO_WRITE)
                .param("tenant", wanted)
                .param("silence", reads ? SILENCE_OF_READERS : SILENCE_OF_WRITERS)
                .param("patience", reads ? PATIENCE_OF_READERS : PATIENCE_OF_WRITERS)
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
