package dev.muster.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.problem.InvalidInput;

/// Revisions and moments that lists are asked as of.
public final class AsOfFuzz {
    private AsOfFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            AsOf.parse(AsOf.FIELD, new String(input, UTF_8));
        } catch (InvalidInput refused) {
            return;
        }
    }
}
