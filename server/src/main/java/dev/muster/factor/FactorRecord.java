package dev.muster.factor;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
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
/// they belong to, and one mail to them.
@Component
class FactorRecord {
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final FactorMail mail;

    FactorRecord(Tenants tenants, TenantTransactions transactions, AuditTrail audit, FactorMail mail) {
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
        this.mail = mail;
    }

    List<Tenant> tenants(UserId user) {
        return tenants.ofUser(user).stream().map(Membership::tenant).toList();
    }

    void write(User user, FactorChange what, Runnable change) {
        write(user, what, Map.of(), change);
    }

    /// @param details what else the entry tells
    void write(User user, FactorChange what, Map<String, String> details, Runnable change) {
        writeIf(user, what, details, () -> {
            change.run();
            return true;
        });
    }

    /// @param change says whether there is anything to record
    /// @return what it said
    boolean writeIf(User user, FactorChange what, BooleanSupplier change) {
        return writeIf(user, what, Map.of(), change);
    }

    /// @param details what else the entry tells
    /// @param change  says whether there is anything to record
    /// @return what it said
    boolean writeIf(User user, FactorChange what, Map<String, String> details, BooleanSupplier change) {
        var happened = new AtomicBoolean();
        var told = new AtomicBoolean();
        transactions.writeInEach(
                tenants(user.id()).stream().map(Tenant::id).toList(),
                () -> happened.set(change.getAsBoolean()),
                tenant -> {
                    if (happened.get()) {
                        record(tenant, user, what, details, !told.getAndSet(true));
                    }
                });
        return happened.get();
    }

    private void record(TenantId tenant, User user, FactorChange what, Map<String, String> details, boolean tell) {
        String sentence = what.sentence();
        if (tell && sentence != null) {
            mail.post(tenant, user.name(), user.email(), sentence);
        }
        var actor = new Actor(Actor.Kind.USER, user.id().value(), user.name());
        audit.record(tenant, actor, what.action(), "%s <%s>".formatted(user.name(), user.email()), details);
    }
}
