package dev.muster.audit;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// The append-only record of who did what in a tenant. Safe for many threads and servers: writers of one tenant wait
/// for each other until they commit, so record last.
@Component
public class AuditTrail {
    private static final int MOST_ENTRIES = 500;

    private final AuditStore store;
    private final TenantTransactions transactions;
    private final Clock clock;

    AuditTrail(AuditStore store, TenantTransactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The trail for commands that work without a server.
    ///
    /// @param db its statements take part in the transactions of `transactions`
    public static AuditTrail withoutServer(JdbcClient db, TenantTransactions transactions, Clock clock) {
        return new AuditTrail(new AuditStore(db, JsonMapper.builder().build()), transactions, clock);
    }

    /// Appends one entry to the tenant's chain, in the caller's transaction: no entry, no change.
    ///
    /// @param action  stable, dotted, past tense: `integration.added`, `sync.released`, `member.role_changed`
    /// @param subject what it was done to, in words a later reader understands: `Payments EU`
    /// @param details further facts, never a secret: `{"integration":"...","before":"...","after":"..."}`
    /// @throws IllegalStateException when no transaction of this tenant is open
    public void record(TenantId tenant, Actor actor, String action, String subject, Map<String, String> details) {
        requireTransactionOf(tenant, action);
        store.lock(tenant);
        AuditStore.Head head = store.head(tenant);
        var entry = new AuditEntry(
                head.number() + 1, clock.instant().truncatedTo(ChronoUnit.MICROS), actor, action, subject, details);
        store.append(tenant, entry, head.hash(), ChainHash.of(head.hash(), tenant, entry));
    }

    /// Entries before a number, newest first.
    ///
    /// @param before from the last entry of the page before; none for the newest
    /// @param limit  1 to 500
    public List<AuditEntry> page(TenantId tenant, AuditFilter filter, @Nullable Long before, int limit) {
        if (limit < 1 || limit > MOST_ENTRIES) {
            throw new IllegalArgumentException("A page of the audit record has 1 to 500 entries, not " + limit);
        }
        return transactions.read(tenant, () -> store.page(tenant, filter, before, limit));
    }

    /// Computes the whole chain again and compares. Reads every entry of the tenant, a few at a time.
    public Chain verify(TenantId tenant) {
        return transactions.read(tenant, () -> {
            var check = new ChainCheck(tenant);
            store.eachInOrder(tenant, check);
            return check.outcome();
        });
    }

    private void requireTransactionOf(TenantId tenant, String action) {
        if (!TransactionSynchronizationManager.isActualTransactionActive() || !store.isIn(tenant)) {
            throw new IllegalStateException(
                    "%s cannot be recorded: no transaction of tenant %s is open, and an entry must share the fate of the change it tells"
                            .formatted(action, tenant.value()));
        }
    }
}
