package dev.muster.factor;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantTransactions;
import dev.muster.tenant.Membership;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/// Changes of what somebody proves, each in one transaction with its entry in the audit record of every tenant that
/// they belong to.
@Component
class FactorRecord {
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final AuditTrail audit;

    FactorRecord(Tenants tenants, TenantTransactions transactions, AuditTrail audit) {
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
    }

    List<Tenant> tenants(UserId user) {
        return tenants.ofUser(user).stream().map(Membership::tenant).toList();
    }

    void write(User user, String action, Map<String, String> details, Runnable change) {
        writeIf(user, action, details, () -> {
            change.run();
            return true;
        });
    }

    /// @param change says whether there is anything to record
    /// @return what it said
    boolean writeIf(User user, String action, Map<String, String> details, BooleanSupplier change) {
        var happened = new AtomicBoolean();
        var actor = new Actor(Actor.Kind.USER, user.id().value(), user.name());
        transactions.writeInEach(
                tenants(user.id()).stream().map(Tenant::id).toList(),
                () -> happened.set(change.getAsBoolean()),
                tenant -> {
                    if (happened.get()) {
                        audit.record(tenant, actor, action, "%s <%s>".formatted(user.name(), user.email()), details);
                    }
                });
        return happened.get();
    }
}
