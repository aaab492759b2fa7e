package dev.muster.signin;

import dev.muster.problem.Faults;
import dev.muster.tenant.EmailAddress;
import java.util.Locale;
import java.util.stream.IntStream;

/// What a password that somebody chooses must not be: short, common, or made of what everybody knows. There is no rule
/// about kinds of characters, as [NIST advises](https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver).
public final class NewPassword {
    private static final String PRODUCT = "muster";
    /// Fewest characters besides the e-mail and the name of the product.
    private static final int FEWEST_OF_ITS_OWN = 8;
    private static final int SHORTEST_NAME = 4;

    private NewPassword() {}

    /// Adds a fault about `password` when it must be another one.
    ///
    /// @param email of the user whose it will be
    public static void check(Faults faults, String password, String email) {
        if (password.length() < Passwords.SHORTEST) {
            fault(
                    faults,
                    "The password needs at least %d characters; a few words make a good one."
                            .formatted(Passwords.SHORTEST));
        } else if (password.length() > Passwords.LONGEST) {
            fault(faults, "The password has more than %d characters.".formatted(Passwords.LONGEST));
        } else if (CommonPasswords.contain(password) || isOneThingRepeated(password)) {
            fault(
                    faults,
                    "This password is among those that are tried first. Choose another; a few words make a good one.");
        } else if (isMadeOf(password, email)) {
            fault(faults, "This password is little more than your e-mail or the name of this product. Choose another.");
        }
    }

    private static void fault(Faults faults, String sentence) {
        faults.add("password", sentence);
    }

    /// `aaaaaaaaaaaa`, `abcabcabcabc`: no more to guess than what is repeated. The last time may be cut off.
    private static boolean isOneThingRepeated(String password) {
        return IntStream.range(1, Math.min(password.length() / 2 + 1, Passwords.SHORTEST))
                .anyMatch(period -> IntStream.range(period, password.length())
                        .allMatch(at -> password.charAt(at) == password.charAt(at - period)));
    }

    private static boolean isMadeOf(String password, String email) {
        String address = new EmailAddress(email).canonical();
        String name = address.substring(0, Math.max(0, address.indexOf('@')));
        String own = password.toLowerCase(Locale.ROOT).replace(address, "").replace(PRODUCT, "");
        if (name.length() >= SHORTEST_NAME) {
            own = own.replace(name, "");
        }
        return own.length() < FEWEST_OF_ITS_OWN;
    }
}
