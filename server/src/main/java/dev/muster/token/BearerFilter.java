package dev.muster.token;

import dev.muster.request.LogContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/// Recognises the caller by the bearer token of each call, and counts how often it calls. A call without one goes on as
/// nobody's.
public final class BearerFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final ApiTokens tokens;
    private final CallRate rate;
    private final CallsAtTheDoor door;

    public BearerFilter(ApiTokens tokens, CallRate rate, CallsAtTheDoor door) {
        this.tokens = tokens;
        this.rate = rate;
        this.door = door;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            next.doFilter(request, response);
            return;
        }
        Optional<ApiCaller> caller = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? tokens.caller(header.substring(SCHEME.length()).strip())
                : Optional.empty();
        if (caller.isEmpty()) {
            door.invalidToken(request, response);
            return;
        }
        LogContext.user(caller.get().owner().value());
        CallRate.Taken taken = rate.take(caller.get().token());
        response.setHeader("RateLimit-Limit", String.valueOf(taken.limit()));
        response.setHeader("RateLimit-Remaining", String.valueOf(Math.max(0, taken.remaining())));
        response.setHeader("RateLimit-Reset", String.valueOf(taken.reset()));
        if (taken.isTooMany()) {
            door.tooMany(request, response, taken);
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(caller.get(), "", List.of()));
        SecurityContextHolder.setContext(context);
        next.doFilter(request, response);
    }
}
