package dev.muster.witness;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.witness.CauseCounts.LeftOut;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Records what was refused or failed, once a minute for each cause and at most ten a minute for each tenant; how many
/// were left out is in the next entry. On a thread of its own, so that nobody waits for it, and nobody learns from the
/// time an answer takes whether there is anything to record. Safe for many threads.
@Component
class Refusals implements DisposableBean {
    static final int MOST_OF_TENANT = 10;

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final int MOST_WAITING = 500;
    private static final int SECONDS_TO_END = 3;

    private final AuditTrail audit;
    private final TenantTransactions transactions;
    private final CauseCounts causes;
    private final CauseCounts tenants;
    private final ThreadPoolExecutor thread;

    Refusals(AuditTrail audit, TenantTransactions transactions, Clock clock) {
        this.audit = audit;
        this.transactions = transactions;
        this.causes = new CauseCounts(1, clock);
        this.tenants = new CauseCounts(MOST_OF_TENANT, clock);
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().daemon().name("refusals").factory(),
                (task, full) -> log.warn("A refusal was not recorded: {} others wait to be", MOST_WAITING));
    }

    /// @param where asked on the other thread
    void tell(Refusal refusal, Supplier<? extends Collection<TenantId>> where) {
        causes.take(refusal.cause()).ifPresent(leftOut -> thread.execute(() -> record(refusal, leftOut, where)));
    }

    private void record(Refusal refusal, LeftOut leftOut, Supplier<? extends Collection<TenantId>> where) {
        try {
            where.get().forEach(tenant -> record(tenant, refusal, leftOut));
        } catch (RuntimeException broken) {
            log.warn(
                    "{} could not be recorded: {}. The log has it under request {}",
                    refusal.action(),
                    broken.getMessage(),
                    refusal.circumstances().origin().request());
        }
    }

    private void record(TenantId tenant, Refusal refusal, LeftOut ofCause) {
        Optional<LeftOut> ofTenant = tenants.take(tenant.value().toString());
        if (ofTenant.isEmpty()) {
            return;
        }
        long others = ofCause.others() + ofTenant.get().same() + ofTenant.get().others();
        transactions.write(
                tenant,
                () -> audit.record(
                        tenant,
                        refusal.actor(),
                        refusal.action(),
                        refusal.subject(),
                        details(refusal, ofCause.same(), others),
                        refusal.circumstances()));
    }

    private static Map<String, String> details(Refusal refusal, long same, long others) {
        Map<String, String> details = new TreeMap<>(refusal.details());
        if (same > 0) {
            details.put("left_out", String.valueOf(same));
        }
        if (others > 0) {
            details.put("others_left_out", String.valueOf(others));
        }
        return details;
    }

    /// What waits is recorded before the database goes.
    @Override
    public void destroy() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }
}
