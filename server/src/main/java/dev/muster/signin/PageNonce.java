package dev.muster.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives each request 128 random bits that allow its own scripts and no others.
///
/// See [Content Security Policy](https://www.w3.org/TR/CSP3/#framework-directive-source-list).
final class PageNonce extends OncePerRequestFilter {
    /// Request attribute from which pages take it.
    static final String ATTRIBUTE = "cspNonce";

    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        request.setAttribute(ATTRIBUTE, Base64.getEncoder().encodeToString(bytes));
        next.doFilter(request, response);
    }
}
