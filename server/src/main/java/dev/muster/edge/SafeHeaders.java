package dev.muster.edge;

import java.util.Map;
import org.apache.catalina.connector.Response;

/// What every answer says to browsers, also one that was made before any filter was asked.
public final class SafeHeaders {
    /// Devices of the reader's machine that no page uses.
    public static final String NO_DEVICES =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    /// The content policy of an answer that is no page: it may load nothing and be framed by nobody.
    public static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", NO_PAGE,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "X-XSS-Protection", "0",
            "Referrer-Policy", "same-origin",
            "Permissions-Policy", NO_DEVICES);

    private static final String HSTS = "max-age=31536000";

    private SafeHeaders() {}

    /// Whoever answers later may put their own in place of these.
    public static void set(Response response, boolean secure) {
        ALWAYS.forEach(response::setHeader);
        if (secure) {
            response.setHeader("Strict-Transport-Security", HSTS);
        }
    }
}
