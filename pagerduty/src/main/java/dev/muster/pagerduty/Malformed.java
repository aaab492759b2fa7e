package dev.muster.pagerduty;

/// An answer that is not what the API promises.
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean cutOff;

    private Malformed(String what, boolean cutOff) {
        super(what);
        this.cutOff = cutOff;
    }

    /// @param what completes `PagerDuty answered `, with no word of the answer itself: `with JSON that cannot be
    ///             read`
    static Malformed because(String what) {
        return new Malformed(what, false);
    }

    /// The answer ended too early; asking again may bring all of it.
    static Malformed cutOff() {
        return new Malformed("with less than a whole answer", true);
    }

    boolean wasCutOff() {
        return cutOff;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
