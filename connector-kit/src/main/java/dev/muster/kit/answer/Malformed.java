package dev.muster.kit.answer;

/// An answer that is not what the API promises.
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean cutOff;

    private Malformed(String what, boolean cutOff) {
        super(what);
        this.cutOff = cutOff;
    }

    /// @param what completes `Acme answered `, with no word of the answer itself: `with JSON that cannot be
    ///             read`
    public static Malformed because(String what) {
        return new Malformed(what, false);
    }

    /// The answer ended too early; asking again may bring all of it.
    static Malformed cutOff() {
        return new Malformed("with less than a whole answer", true);
    }

    public boolean wasCutOff() {
        return cutOff;
    }

    public String what() {
        return String.valueOf(getMessage());
    }
}
