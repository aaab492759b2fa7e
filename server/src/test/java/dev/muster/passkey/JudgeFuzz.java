package dev.muster.passkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/// What browsers send for authenticators: nothing but a whole answer to the question counts.
public final class JudgeFuzz {
    private static final RelyingParty MUSTER = new RelyingParty("muster.example", "https://muster.example");
    private static final Judge JUDGE = new Judge();

    private JudgeFuzz() {}

    /// A first byte of `u` is about using a passkey, any other about making one.
    public static void fuzzerTestOneInput(byte[] input) {
        boolean use = input.length > 0 && input[0] == 'u';
        String answer = input.length == 0 ? "" : new String(input, 1, input.length - 1, UTF_8);
        String challenge = "nobodys-question-nobodys-question-nobodys-q";
        try {
            if (use) {
                JUDGE.used(MUSTER, new byte[] {1}, challenge, answer, id -> Optional.empty());
            } else {
                JUDGE.made(MUSTER, challenge, answer);
            }
            throw new AssertionError("Answered a question that nobody asked: " + answer);
        } catch (PasskeyRefused refused) {
            return;
        }
    }
}
