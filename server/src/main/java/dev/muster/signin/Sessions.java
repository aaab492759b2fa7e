package dev.muster.signin;

import dev.muster.database.TenantId;
import dev.muster.factor.SecondFactors;
import dev.muster.request.LogContext;
import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import dev.muster.session.SignedIn;
import dev.muster.session.SignedInContexts;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.AccessLimits;
import dev.muster.tenant.Membership;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.witness.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/// Begins the session of a user who has proved who they are, under a new id and with a new CSRF token, so that nobody
/// can have planted either before.
@Component
public class Sessions {
    /// Where the second factor is asked for.
    static final String SECOND_STEP = "/sign-in/second-factor";

    private final SecurityContextRepository contexts;
    private final SessionAuthenticationStrategy renewal;
    private final KnownBrowsers browsers;
    private final NewBrowserMail newBrowser;
    private final SecondFactors factors;
    private final HalfWay halfWay;
    private final Proofs proofs;
    private final Tenants tenants;
    private final SignIns record;
    private final SecurityLog security;

    Sessions(
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            KnownBrowsers browsers,
            NewBrowserMail newBrowser,
            SecondFactors factors,
            HalfWay halfWay,
            Proofs proofs,
            Tenants tenants,
            SignIns record,
            SecurityLog security) {
        this.contexts = contexts;
        this.renewal = new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(csrfTokens)));
        this.browsers = browsers;
        this.newBrowser = newBrowser;
        this.factors = factors;
        this.halfWay = halfWay;
        this.proofs = proofs;
        this.tenants = tenants;
        this.record = record;
        this.security = security;
    }

    /// Signs in somebody who has proved a password, or has them asked for their second factor first.
    ///
    /// @param to path within Muster to go on to; empty for the start
    /// @return where to send the browser
    public String begin(User user, String to, HttpServletRequest request, HttpServletResponse response) {
        ReturnAddress back = ReturnAddress.typed(to);
        if (factors.isOn(user.id())) {
            halfWay.begin(List.of(user), back, request);
            return SECOND_STEP;
        }
        enter(user, request, response);
        return back.orStart();
    }

    /// From this answer on the browser is signed in as the user, who has proved everything, and known to them. Nothing
    /// of the session before counts.
    void enter(User user, HttpServletRequest request, HttpServletResponse response) {
        record.began(user, factors.isOn(user.id()) ? "password and second factor" : "password", null);
        leave(request);
        if (!browsers.remember(user.id(), request, response)) {
            newBrowser.post(user, request);
        }
        open(SignedIn.as(user), request, response);
        proofs.note(request.getSession());
    }

    /// From this answer on the browser is signed in as the user, in the tenant whose provider named them and nowhere
    /// else. Nothing of the session before counts, and what asks for a fresh proof asks the provider again.
    public void enterOnly(User user, TenantId tenant, HttpServletRequest request, HttpServletResponse response) {
        record.began(user, "single sign-on", tenant);
        leave(request);
        open(SignedIn.as(user, tenant), request, response);
    }

    /// Whoever was signed in here before, or half-way, has left nothing behind.
    private static void leave(HttpServletRequest request) {
        HttpSession former = request.getSession(false);
        if (former != null) {
            former.invalidate();
        }
    }

    /// A session that can do more than before has another id and another token than before.
    private void open(SignedIn user, HttpServletRequest request, HttpServletResponse response) {
        Authentication proved = SignedInContexts.proved(user);
        renewal.onAuthentication(proved, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(proved);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        StoredSessions.note(request.getSession(), request);
        StoredSessions.limit(request.getSession(), AccessLimits.strictest(opened(user)));
        LogContext.user(user.id());
        security.tell(SecurityEvent.SIGNED_IN, request);
    }

    private List<Tenant> opened(SignedIn user) {
        return tenants.ofUser(user.user()).stream()
                .map(Membership::tenant)
                .filter(user::opens)
                .toList();
    }
}
