package dev.muster.session;

import dev.muster.database.TenantId;
import dev.muster.request.LogContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/// Who is signed in, as the session tells it: the user's id and name, as text.
public final class SignedInContexts implements SecurityContextRepository {
    private static final String NAME = "name";

    private static final List<String> ATTRIBUTES = List.of(StoredSessions.USER, NAME, StoredSessions.ONLY);

    /// What Spring Security takes for somebody who has proved who they are.
    public static Authentication proved(SignedIn user) {
        return UsernamePasswordAuthenticationToken.authenticated(user, null, List.of());
    }

    @Override
    @SuppressWarnings("deprecation") // Spring Security asks loadDeferredContext, whose default asks this
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        SignedIn user = signedIn(holder.getRequest());
        if (user != null) {
            LogContext.user(user.id());
        }
        return user == null
                ? SecurityContextHolder.getContextHolderStrategy().createEmptyContext()
                : new SecurityContextImpl(proved(user));
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        Authentication asker = context.getAuthentication();
        if (asker != null && asker.getPrincipal() instanceof SignedIn user) {
            HttpSession session = request.getSession();
            session.setAttribute(StoredSessions.USER, user.id().toString());
            session.setAttribute(NAME, user.userName());
            TenantId only = user.only();
            session.setAttribute(
                    StoredSessions.ONLY, only == null ? null : only.value().toString());
            return;
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            ATTRIBUTES.forEach(session::removeAttribute);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return signedIn(request) != null;
    }

    private static @Nullable TenantId only(HttpSession session) {
        return session.getAttribute(StoredSessions.ONLY) instanceof String tenant
                ? new TenantId(UUID.fromString(tenant))
                : null;
    }

    private static @Nullable SignedIn signedIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(StoredSessions.USER) instanceof String id
                        && session.getAttribute(NAME) instanceof String name
                ? new SignedIn(UUID.fromString(id), name, only(session))
                : null;
    }
}
