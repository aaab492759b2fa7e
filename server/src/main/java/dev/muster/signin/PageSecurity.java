package dev.muster.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.csrf.CsrfToken;

/// What every page needs from the security of its request: the token its forms send back, and the nonce its scripts
/// carry.
///
/// @param csrfParameter name of the hidden field: `_csrf`
/// @param csrfHeader    name of the header that scripts send instead: `X-CSRF-TOKEN`
/// @param csrfToken     the value of either
/// @param nonce         for `<script nonce>`, new for every answer
public record PageSecurity(String csrfParameter, String csrfHeader, String csrfToken, String nonce) {

    /// Of the request being answered. Asking for it begins a session when there is none.
    public static PageSecurity of(HttpServletRequest request) {
        CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        if (csrf == null) {
            throw new IllegalStateException(
                    "%s has no CSRF token: it is not a page".formatted(request.getRequestURI()));
        }
        return new PageSecurity(csrf.getParameterName(), csrf.getHeaderName(), csrf.getToken(), PageNonce.of(request));
    }
}
