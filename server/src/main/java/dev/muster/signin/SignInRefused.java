package dev.muster.signin;

/// An attempt to sign in was refused. Says nothing about whose.
public record SignInRefused(Reason reason) {
    /// Why.
    public enum Reason {
        WRONG,
        TOO_MANY
    }
}
