package dev.muster.connector;

/// What was said about an application cannot be used, in two sentences: what is wrong, and what to do.
public final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String nextStep;

    /// @param what     one sentence without full stop, which repeats nothing that may be a secret
    /// @param nextStep one sentence without full stop
    public Unusable(String what, String nextStep) {
        super(what + ". " + nextStep, null, false, false);
        this.what = what;
        this.nextStep = nextStep;
    }

    public String what() {
        return what;
    }

    public String nextStep() {
        return nextStep;
    }
}
