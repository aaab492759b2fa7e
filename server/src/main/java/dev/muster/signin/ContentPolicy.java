package dev.muster.signin;

import dev.muster.edge.SafeHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/// Lets a page load only what this server hands out, run only its own scripts, and be framed by nobody. An answer that
/// is no page may load nothing.
final class ContentPolicy implements HeaderWriter {
    private static final String HEADER = "Content-Security-Policy";
    private static final String PAGE = "default-src 'none'; script-src 'self' 'nonce-%s'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
            + " frame-ancestors 'none'; base-uri 'none'";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        Object nonce = request.getAttribute(PageNonce.ATTRIBUTE);
        response.setHeader(HEADER, nonce == null ? SafeHeaders.NO_PAGE : PAGE.formatted(nonce));
    }
}
