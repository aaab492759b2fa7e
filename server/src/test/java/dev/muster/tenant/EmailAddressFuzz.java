package dev.muster.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import java.util.Locale;

/// E-mails as they are typed: their one form stays what it is, whoever is asked and however often.
public final class EmailAddressFuzz {
    private EmailAddressFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String typed = new String(input, UTF_8);
        var address = new EmailAddress(typed);
        if (!new EmailAddress(address.canonical()).equals(address)) {
            throw new AssertionError("Has no one form: " + typed);
        }
        var faults = new Faults();
        EmailAddress.check(faults, "email", typed);
        try {
            faults.throwIfAny();
        } catch (InvalidInput refused) {
            return;
        }
        if (!address.canonical().equals(typed.strip().toLowerCase(Locale.ROOT))
                || typed.strip().contains("\n")) {
            throw new AssertionError("Taken, and written otherwise: " + typed);
        }
    }
}
