package dev.muster.edge;

/// What the session cookie is called. A name that begins with `__Secure-` is accepted by browsers over https alone;
/// where a session travels unprotected between machines, its name says so.
///
/// @param value  the cookie's name
/// @param always whether the cookie is only ever sent over https; otherwise it is when the request came so
public record SessionName(String value, boolean always) {

    static SessionName of(boolean https, boolean othersCanReach, boolean behindProxy) {
        if (https) {
            return new SessionName("__Secure-muster-session", true);
        }
        return new SessionName(othersCanReach && !behindProxy ? "muster-session-without-tls" : "muster-session", false);
    }
}
