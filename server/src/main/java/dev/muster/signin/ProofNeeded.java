package dev.muster.signin;

/// The asker is signed in, but what they ask for wants a fresh proof of who they are. Nothing was done.
public class ProofNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProofNeeded() {
        super("This asks once more who you are. Nothing was done yet.");
    }
}
