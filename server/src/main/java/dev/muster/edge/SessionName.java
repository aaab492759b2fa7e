package dev.muster.edge;

import jakarta.servlet.http.HttpServletRequest;

/// What the session cookie is called, and the others after it. A name that begins with `__Secure-` is accepted by
/// browsers over https alone, one
/// that begins with `__Host-` from this very host alone besides, and only for all of it; where a session travels
/// unprotected between machines, its name says so.
///
/// @param value  the cookie's name
/// @param always whether the cookie is only ever sent over https; otherwise it is when the request came so
public record SessionName(String value, boolean always) {

    /// @param below path that Muster lives below; empty when it has the whole host
    static SessionName of(boolean https, String below, boolean othersCanReach, boolean behindProxy) {
        if (https) {
            return new SessionName(below.isEmpty() ? "__Host-muster-session" : "__Secure-muster-session", true);
        }
        return new SessionName(othersCanReach && !behindProxy ? "muster-session-without-tls" : "muster-session", false);
    }

    /// The name of another cookie, which browsers accept and give back as they do the session's: `__Host-muster-theme`.
    public String of(String what) {
        return value.replace("session", what);
    }

    /// Whether a cookie that answers this request is to come back over https alone.
    public boolean secure(HttpServletRequest request) {
        return always || request.isSecure();
    }
}
