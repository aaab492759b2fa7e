package dev.muster.sso;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantTransactions;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Ends the sessions of people whom the provider of their tenant signed out. Safe for many threads.
@Component
class SignOuts {
    private static final Actor BY_PROVIDER = new Actor(Actor.Kind.MUSTER, null, "Single sign-on");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final SignOnSettings settings;
    private final Discovery discovery;
    private final SignOutTokens tokens;
    private final SignOnStore store;
    private final StoredSessions sessions;
    private final Users users;
    private final TenantTransactions transactions;
    private final AuditTrail audit;

    SignOuts(
            SignOnSettings settings,
            Discovery discovery,
            SignOutTokens tokens,
            SignOnStore store,
            StoredSessions sessions,
            Users users,
            TenantTransactions transactions,
            AuditTrail audit) {
        this.settings = settings;
        this.discovery = discovery;
        this.tokens = tokens;
        this.store = store;
        this.sessions = sessions;
        this.users = users;
        this.transactions = transactions;
        this.audit = audit;
    }

    /// Ends the sessions that somebody began by the tenant's single sign-on before its provider signed them out. So
    /// the same token ends nothing more when it comes again. Of somebody unknown there are none to end.
    ///
    /// @throws SignOnFault when the token is not to be believed
    void take(Tenant tenant, String token) throws SignOnFault {
        SingleSignOn by = settings.of(tenant.id()).orElseThrow(SignOn::gone);
        SignOutTokens.SignedOut out = tokens.read(token, discovery.of(by.issuer()), by.clientId());
        transactions.write(tenant.id(), () -> {
            Optional<User> user =
                    store.linked(tenant.id(), by.issuer(), out.subject()).flatMap(users::find);
            user.ifPresent(known -> end(tenant, known, out));
        });
    }

    private void end(Tenant tenant, User user, SignOutTokens.SignedOut out) {
        int ended = sessions.endOpening(tenant.id(), user.id(), out.at().plus(CLOCKS_DIFFER));
        if (ended > 0) {
            audit.record(
                    tenant.id(),
                    BY_PROVIDER,
                    "session.ended_by_provider",
                    user.email(),
                    Map.of("sessions", ended == 1 ? "1 session" : ended + " sessions"));
        }
    }
}
