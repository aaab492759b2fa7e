package dev.muster.sso;

import dev.muster.tenant.Users;
import java.util.regex.Pattern;

/// How somebody is called whom nobody invited.
final class PersonName {
    private static final Pattern UNSHOWN = Pattern.compile("[\\s\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private PersonName() {}

    /// As their provider says, in one line and no longer than a name may be; else by their e-mail.
    static String of(Identity identity) {
        String told = UNSHOWN.matcher(identity.name()).replaceAll(" ").strip();
        String name = told.isEmpty() ? identity.email() : told;
        int characters = name.codePointCount(0, name.length());
        return characters <= Users.LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, Users.LONGEST_NAME))
                        .strip();
    }
}
