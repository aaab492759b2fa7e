package dev.muster.token;

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

/// Recognises the caller by the bearer token of each call. A call without one goes on as nobody's.
public final class BearerFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final ApiTokens tokens;
    private final Unauthorized unauthorized;

    public BearerFilter(ApiTokens tokens, Unauthorized unauthorized) {
        this.tokens = tokens;
        this.unauthorized = unauthorized;
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
            unauthorized.invalidToken(response);
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(caller.get(), "", List.of()));
        SecurityContextHolder.setContext(context);
        next.doFilter(request, response);
    }
}
