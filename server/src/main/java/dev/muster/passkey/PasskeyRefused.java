package dev.muster.passkey;

import org.jspecify.annotations.Nullable;

/// The answer of an authenticator does not count.
public class PasskeyRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal why;

    PasskeyRefused(Refusal why) {
        this(why, null);
    }

    PasskeyRefused(Refusal why, @Nullable Throwable cause) {
        super("The answer of a passkey was refused: " + why.words(), cause);
        this.why = why;
    }

    public Refusal why() {
        return why;
    }
}
