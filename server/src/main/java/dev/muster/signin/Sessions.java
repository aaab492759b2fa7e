package dev.muster.signin;

import dev.muster.session.SignedIn;
import dev.muster.session.SignedInContexts;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    private final SecurityContextRepository contexts;
    private final SessionAuthenticationStrategy renewal;
    private final KnownBrowsers browsers;

    Sessions(SecurityContextRepository contexts, CsrfTokenRepository csrfTokens, KnownBrowsers browsers) {
        this.contexts = contexts;
        this.renewal = new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(csrfTokens)));
        this.browsers = browsers;
    }

    /// From this answer on the browser is signed in as the user, and known to them.
    public void begin(User user, HttpServletRequest request, HttpServletResponse response) {
        browsers.remember(user.id(), request, response);
        Authentication proved = SignedInContexts.proved(SignedIn.as(user));
        renewal.onAuthentication(proved, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(proved);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        StoredSessions.note(request.getSession(), request);
    }
}
