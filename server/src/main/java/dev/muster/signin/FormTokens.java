package dev.muster.signin;

import dev.muster.edge.SessionName;
import dev.muster.session.SecretCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/// Proves that a form came from our own page: by the session of whoever is signed in, otherwise by a cookie that comes
/// back with the form, so that an anonymous page costs no session.
final class FormTokens implements CsrfTokenRepository {
    private final CsrfTokenRepository ofSession = new OfSession();
    private final CsrfTokenRepository ofCookie;

    FormTokens(SessionName names) {
        this.ofCookie = cookie(names);
    }

    /// Without a word from us the cookie is sent as the request came.
    private static CsrfTokenRepository cookie(SessionName names) {
        var cookie = new CookieCsrfTokenRepository();
        cookie.setCookieName(names.of("form"));
        cookie.setCookieCustomizer(made -> {
            made.httpOnly(true).sameSite("Lax");
            if (names.always()) {
                made.secure(true);
            }
        });
        return cookie;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return ofSession.generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        of(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(request).loadToken(request);
    }

    private CsrfTokenRepository of(HttpServletRequest request) {
        return request.getSession(false) == null ? ofCookie : ofSession;
    }

    /// The text of the token in the session.
    private static final class OfSession implements CsrfTokenRepository {
        private static final String ATTRIBUTE = "form";

        @Override
        public CsrfToken generateToken(HttpServletRequest request) {
            return token(SecretCode.forForm());
        }

        @Override
        public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
            if (token != null) {
                request.getSession().setAttribute(ATTRIBUTE, token.getToken());
                return;
            }
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.removeAttribute(ATTRIBUTE);
            }
        }

        @Override
        public @Nullable CsrfToken loadToken(HttpServletRequest request) {
            HttpSession session = request.getSession(false);
            return session != null && session.getAttribute(ATTRIBUTE) instanceof String text ? token(text) : null;
        }

        private static CsrfToken token(String text) {
            return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", text);
        }
    }
}
