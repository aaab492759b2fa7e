package dev.muster.problem;

/// The asker's role does not allow this. Answered as 403.
public class NotAllowed extends RuntimeException {
    /// @param what who may do it and whom to ask, as sentences
    public NotAllowed(String what) {
        super(what);
    }
}
