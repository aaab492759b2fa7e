package dev.muster.snapshot;

/// The command cannot be run as it was given, in two sentences: what is wrong, and what to do.
final class Misused extends Exception {
    private static final long serialVersionUID = 1L;

    Misused(String what, String nextStep) {
        super(what + ". " + nextStep + ".", null, false, false);
    }
}
