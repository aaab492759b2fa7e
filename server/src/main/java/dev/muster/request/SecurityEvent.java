package dev.muster.request;

import java.util.Locale;

/// What the log says about the security of this Muster.
public enum SecurityEvent {
    SIGNED_IN("Signed in"),
    SIGNED_OUT("Signed out"),
    PROVED("Proved again who they are"),
    WRONG_PROOF("A password or code was wrong"),
    TOO_MANY_PROOFS("A password or code was not looked at, because too many were wrong before"),
    SIGN_ON_REFUSED("Single sign-on brought somebody who was not let in"),
    INVALID_TOKEN("An API token was unknown, expired or revoked"),
    TOO_MANY_CALLS("An API token was used more often than it may be"),
    FORGED_FORM("A form came without the token of our pages"),
    NOT_ALLOWED("Asked for what they may not do"),
    NO_MEMBER("Asked for a tenant that does not exist, or that they are no member of");

    private final String words;

    SecurityEvent(String words) {
        this.words = words;
    }

    /// As the line begins.
    String words() {
        return words;
    }

    /// As the field of the line names it: `wrong-proof`.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
