package dev.muster.ledger;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NotAllowed;
import dev.muster.tenant.Action;
import dev.muster.tenant.TenantAccess;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// For how long a tenant keeps what was published.
@Component
public class Retention {
    /// Months that a tenant keeps which says nothing else.
    public static final int USUAL = 24;
    /// The most that can be asked for: 50 years.
    public static final int MOST = 600;

    private static final String MONTHS = """
            select r.months
              from retention r
             where r.tenant_id = :tenant
            """;
    private static final String KEEP = """
            insert into retention (tenant_id, months)
            values (:tenant, :months)
            on conflict (tenant_id) do update set months = excluded.months
            """;

    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final JdbcClient db;

    Retention(TenantTransactions transactions, AuditTrail audit, JdbcClient db) {
        this.transactions = transactions;
        this.audit = audit;
        this.db = db;
    }

    /// Months for which the states of the past stay readable.
    public int months(TenantId tenant) {
        return transactions.read(
                tenant,
                () -> db.sql(MONTHS)
                        .param("tenant", tenant.value())
                        .query(Integer.class)
                        .optional()
                        .orElse(USUAL));
    }

    /// Keeps the past for so many months from now on. What is older goes with the next [Folding].
    ///
    /// @throws NotAllowed   unless an Administrator asks
    /// @throws InvalidInput about `months` when it is not from 1 to [#MOST]
    public void keep(TenantAccess access, int months) {
        access.require(Action.MANAGE_TENANT);
        if (months < 1 || months > MOST) {
            throw outside();
        }
        transactions.write(access.id(), () -> {
            int before = months(access.id());
            if (before != months) {
                db.sql(KEEP)
                        .param("tenant", access.id().value())
                        .param("months", months)
                        .update();
                audit.record(
                        access.id(),
                        access.actor(),
                        "retention.changed",
                        access.tenant().name(),
                        Map.of("before", String.valueOf(before), "after", String.valueOf(months)));
            }
        });
    }

    /// The refusal of what is no number of months.
    public static InvalidInput outside() {
        return new InvalidInput(Map.of("months", "Give a whole number of months from 1 to %d.".formatted(MOST)));
    }
}
