package dev.muster.sync;

import static java.util.stream.Collectors.joining;

import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationStates;
import dev.muster.sync.SyncRun.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How the newest runs ended, and how many in a row ended in trouble.
@Component
public class LastRuns {
    private static final String NEWEST = """
            select wanted.id, newest.outcome
              from unnest(cast(:integrations as uuid[])) as wanted (id)
             cross join lateral (select outcome
                                   from sync_run
                                  where tenant_id = :tenant
                                    and integration_id = wanted.id
                                    and outcome is not null
                                  order by number desc
                                  limit 1) as newest
            """;
    private static final String IN_TROUBLE = """
            select count(*)
              from sync_run
             where tenant_id = :tenant
               and integration_id = :integration
               and outcome in ('failed', 'partial')
               and not settled
               and number > coalesce((select max(number)
                                        from sync_run
                                       where tenant_id = :tenant
                                         and integration_id = :integration
                                         and (outcome in ('complete', 'held') or settled)), 0)
            """;

    private final TenantTransactions transactions;
    private final IntegrationStates states;
    private final JdbcClient db;

    LastRuns(TenantTransactions transactions, IntegrationStates states, JdbcClient db) {
        this.transactions = transactions;
        this.states = states;
        this.db = db;
    }

    /// How the newest run of each integration that has one ended.
    public Map<IntegrationId, Outcome> newest(TenantId tenant, List<IntegrationId> integrations) {
        String ids = integrations.stream().map(id -> id.value().toString()).collect(joining(",", "{", "}"));
        return transactions.read(tenant, () -> {
            Map<IntegrationId, Outcome> outcomes = new HashMap<>();
            db.sql(NEWEST)
                    .param("tenant", tenant.value())
                    .param("integrations", ids)
                    .query(row -> {
                        outcomes.put(
                                new IntegrationId(row.getObject("id", UUID.class)),
                                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)));
                    });
            return outcomes;
        });
    }

    /// What somebody stopped, or has to decide, says nothing about trouble.
    @EventListener
    void count(RunEnded run) {
        switch (run.outcome()) {
            case COMPLETE, PARTIAL, FAILED -> states.troubled(run.integration(), inTrouble(run));
            case HELD, CANCELLED -> {}
        }
    }

    private int inTrouble(RunEnded run) {
        return run.integration().statement(db, IN_TROUBLE).query(Integer.class).single();
    }
}
