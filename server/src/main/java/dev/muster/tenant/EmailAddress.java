package dev.muster.tenant;

import dev.muster.problem.Faults;
import java.util.regex.Pattern;

/// An e-mail address in the one form in which addresses are compared, made here and nowhere else: every letter by
/// itself in lower case, as Unicode's simple case mappings have it, so that neither the rules of a language nor those
/// of a database count.
///
/// New addresses consist of what HTML lets into a [field for
/// e-mails](https://html.spec.whatwg.org/#valid-e-mail-address), which is ASCII: letters that look alike and characters
/// that cannot be seen stay out. Addresses of earlier releases may hold others, and go on to work.
///
/// @param canonical whatever is given is brought to that form
public record EmailAddress(String canonical) {
    /// Most characters of one.
    public static final int LONGEST = 254;

    private static final Pattern TAKEN = Pattern.compile("[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9]([a-zA-Z0-9-]*"
            + "[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*");

    public EmailAddress {
        canonical = canonical
                .strip()
                .codePoints()
                .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// Adds a fault when an address is none that a new sign-in or an invitation may have.
    public static void check(Faults faults, String field, String typed) {
        String email = typed.strip();
        if (email.isEmpty() || email.length() > LONGEST || email.indexOf('@') < 1) {
            faults.email(field, email);
        } else if (!TAKEN.matcher(email).matches()) {
            faults.add(
                    field,
                    "This is no e-mail address, or one with letters outside a to z, which Muster does not take because"
                            + " some cannot be told apart. Write an international domain as xn--...");
        }
    }

    @Override
    public String toString() {
        return canonical;
    }
}
