package dev.muster.edge;

/// What the session cookie is called. A name that begins with `__Secure-` is accepted by browsers over https alone, one
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
}
