package dev.muster.secret;

/// A sealed credential does not open: it was moved, damaged, or sealed with another master key.
public class CannotOpen extends RuntimeException {
    /// @param what which credential, how things stand, what to do
    public CannotOpen(String what, Throwable cause) {
        super(what, cause);
    }
}
