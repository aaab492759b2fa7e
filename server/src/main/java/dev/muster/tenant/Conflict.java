package dev.muster.tenant;

/// Somebody or something else was first. Answered as 409.
public class Conflict extends RuntimeException {
    /// @param what what happened, how things stand, what to do next
    public Conflict(String what) {
        super(what);
    }
}
