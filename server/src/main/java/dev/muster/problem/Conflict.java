package dev.muster.problem;

/// Somebody or something else was first. Answered as 409.
public class Conflict extends RuntimeException {
    /// @param what what happened, how things stand, what to do next
    public Conflict(String what) {
        super(what);
    }

    /// @param cause what the database or the operating system said, for the log
    public Conflict(String what, Throwable cause) {
        super(what, cause);
    }
}
