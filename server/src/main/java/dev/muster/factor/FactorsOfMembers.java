package dev.muster.factor;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.Action;
import dev.muster.tenant.Member;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What the Administrators of a tenant decide about the second factors of its members. They reach no further than their
/// tenant: a factor that protects another one as well is not theirs to take away. Safe for many threads.
@Component
public class FactorsOfMembers {
    private static final String TAKEN_AWAY = "The second factor was taken away by %s of %s";

    private final SecondFactors factors;
    private final FactorStore store;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final StoredSessions sessions;
    private final FactorMail mail;

    FactorsOfMembers(
            SecondFactors factors,
            FactorStore store,
            Tenants tenants,
            TenantTransactions transactions,
            AuditTrail audit,
            StoredSessions sessions,
            FactorMail mail) {
        this.factors = factors;
        this.store = store;
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
        this.sessions = sessions;
        this.mail = mail;
    }

    /// Says whether the asker's tenant lets members in who have none.
    ///
    /// @throws Conflict when the asker would be the first to be shut out
    public void require(TenantAccess access, boolean required) {
        access.require(Action.MANAGE_TENANT);
        if (required && !factors.isOn(access.user())) {
            throw new Conflict(
                    "You have no second factor, so nothing was changed. Set up your own under Security first,"
                            + " then require one of all.");
        }
        tenants.requireSecondFactor(access, required);
    }

    /// Takes a member's app and passkeys away for somebody who lost them, with the recovery codes, and ends every
    /// session of theirs.
    ///
    /// @throws Conflict when the member's sign-in is not this tenant's alone, or has no second factor
    public void takeAway(TenantAccess access, Member member) {
        access.require(Action.MANAGE_MEMBERS);
        if (!tenants.isOnlyIn(member.user(), access.id())) {
            throw new Conflict(
                    ("The second factor of %s was not taken away, because it protects more than %s. Whoever runs this"
                                    + " Muster can: ./muster user reset --second-factor %s")
                            .formatted(member.name(), access.tenant().name(), member.email()));
        }
        transactions.write(access.id(), () -> {
            if (!store.remove(member.user())) {
                throw new Conflict("%s has no second factor.".formatted(member.name()));
            }
            sessions.end(member.user(), null);
            mail.post(
                    access.id(),
                    member.name(),
                    member.email(),
                    TAKEN_AWAY.formatted(access.userName(), access.tenant().name()));
            audit.record(
                    access.id(),
                    access.actor(),
                    "member.factor_taken_away",
                    "%s <%s>".formatted(member.name(), member.email()),
                    Map.of());
        });
    }
}
