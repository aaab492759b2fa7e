package dev.muster.sso;

/// Nobody was signed in, or a provider cannot be used; the message says why and what to do, as sentences for whoever
/// sees the page. Holds nothing secret.
final class SignOnFault extends Exception {
    private static final long serialVersionUID = 1L;

    SignOnFault(String what) {
        super(what);
    }

    SignOnFault(String what, Throwable cause) {
        super(what, cause);
    }

    /// The sentences.
    String sentence() {
        return String.valueOf(getMessage());
    }
}
