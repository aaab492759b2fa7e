package dev.muster.settings;

import dev.muster.database.TenantTransactions;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.AccessLimits;
import dev.muster.tenant.Action;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import dev.muster.token.ApiTokens;
import org.springframework.stereotype.Component;

/// How long sessions and API tokens of a tenant last. A shorter time counts at once, for what is open already too; a
/// longer one for sessions and tokens that begin later. Safe for many threads.
@Component
class TenantLimits {
    private final Tenants tenants;
    private final Members members;
    private final StoredSessions sessions;
    private final ApiTokens tokens;
    private final TenantTransactions transactions;

    TenantLimits(
            Tenants tenants,
            Members members,
            StoredSessions sessions,
            ApiTokens tokens,
            TenantTransactions transactions) {
        this.tenants = tenants;
        this.members = members;
        this.sessions = sessions;
        this.tokens = tokens;
        this.transactions = transactions;
    }

    void set(TenantAccess access, AccessLimits wanted) {
        access.require(Action.MANAGE_TENANT);
        transactions.write(access.id(), () -> {
            tenants.limit(access, wanted);
            sessions.limit(
                    access.id(),
                    members.of(access.id()).stream().map(Member::user).toList(),
                    wanted);
            tokens.limit(access.id(), wanted.tokenLife());
        });
    }
}
