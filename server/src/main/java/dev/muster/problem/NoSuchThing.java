package dev.muster.problem;

/// What was asked for does not exist, or is not the asker's to know. Answered as 404, with the same words for both.
public class NoSuchThing extends RuntimeException {
    /// @param what what was looked for, as a sentence: `This tenant has no integration 42`
    public NoSuchThing(String what) {
        super(what);
    }
}
