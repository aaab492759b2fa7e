package dev.muster.signin;

import dev.muster.edge.MusterUrl;
import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import dev.muster.session.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/// Sends whoever is not, or no longer, signed in to the sign-in page and remembers where they were. A part of a page
/// that htmx asks for cannot be redirected, so htmx is told to leave the page.
final class SignInFirst implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final SecurityLog security;

    SignInFirst(SecurityLog security) {
        this.security = security;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        boolean expired = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        String signIn = request.getContextPath() + ReturnAddress.of(request).signIn(expired);
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", signIn);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendRedirect(signIn);
        }
    }

    /// A form without a valid CSRF token. Without a session its token has gone with it; with one, somebody else
    /// made the form.
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        Authentication asker = SecurityContextHolder.getContext().getAuthentication();
        security.tell(SecurityEvent.FORGED_FORM, request);
        if (asker != null && asker.getPrincipal() instanceof SignedIn) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (MusterUrl.within(request).equals("/sign-in")) {
            response.sendRedirect(request.getContextPath() + "/sign-in?expired=true");
        } else {
            commence(request, response, new SignedOut(denied));
        }
    }

    private static final class SignedOut extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        SignedOut(AccessDeniedException denied) {
            super("The form came without a session", denied);
        }
    }
}
