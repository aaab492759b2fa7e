package dev.muster.audit;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.secret.SigningKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Removes old entries of a tenant's record when the operator says so, in one transaction with the entry that tells of
/// it. For commands that work as the owner of the tables: the application's role can remove nothing. For one thread.
public final class RecordPruning {
    private final AuditStore store;
    private final TenantTransactions transactions;
    private final Supplier<SigningKey> key;
    private final AuditTrail audit;
    private final Clock clock;
    private final JsonMapper json;

    private RecordPruning(
            AuditStore store,
            TenantTransactions transactions,
            Supplier<SigningKey> key,
            AuditTrail audit,
            Clock clock,
            JsonMapper json) {
        this.store = store;
        this.transactions = transactions;
        this.key = key;
        this.audit = audit;
        this.clock = clock;
        this.json = json;
    }

    /// @param db  its statements take part in the transactions of `transactions`
    /// @param key signs what is recorded
    public static RecordPruning withoutServer(
            JdbcClient db, TenantTransactions transactions, Supplier<SigningKey> key, Clock clock) {
        var json = JsonMapper.builder().build();
        var audit = AuditTrail.withoutServer(db, transactions, key, clock);
        return new RecordPruning(new AuditStore(db, json), transactions, key, audit, clock, json);
    }

    /// What there is to remove.
    public sealed interface Plan {
        /// @param entries from the oldest on, without gaps
        record Goes(Pruned entries) implements Plan {}

        /// Every entry is newer; the newest of all always stays.
        record Nothing() implements Plan {}

        /// The record was changed outside Muster, and nothing of it may go.
        ///
        /// @param why as a sentence
        record Broken(String why) implements Plan {}
    }

    /// Checks the whole record, and finds the entries at its beginning that are older than a moment.
    public Plan plan(TenantId tenant, Instant before) {
        return transactions.read(tenant, () -> {
            var check = new ChainCheck(
                    tenant, key.get(), null, store.pruning().newest(tenant).orElse(null));
            var plan = new PruningPlan(check, before);
            store.eachInOrder(tenant, plan);
            if (check.outcome(number -> store.link(tenant, number)) instanceof Chain.Broken(long number, String why)) {
                return new Plan.Broken(why);
            }
            return plan.pruned().<Plan>map(Plan.Goes::new).orElseGet(Plan.Nothing::new);
        });
    }

    /// Writes what is going to go as JSON Lines that prove themselves, as [RecordFiles] does.
    public void copy(TenantId tenant, Pruned entries, Appendable out) throws IOException {
        new RecordFiles(store, transactions, key.get(), json, clock)
                .writeUpTo(tenant, entries.last(), "before=" + (entries.last() + 1), out);
    }

    /// Removes them for good.
    ///
    /// @param kept what was kept of them, to be told beside what they were
    /// @throws IllegalStateException when they are not what was planned any more; nothing is removed then
    public void remove(TenantId tenant, Pruned entries, Map<String, String> kept) {
        Map<String, String> details = entries.details();
        details.putAll(kept);
        transactions.write(tenant, () -> {
            if (store.pruning().remove(tenant, entries.last()) != entries.entries()) {
                throw new IllegalStateException("somebody else removed entries meanwhile");
            }
            audit.record(tenant, Actor.OPERATOR, Pruned.ACTION, "Audit record", details);
        });
    }
}
