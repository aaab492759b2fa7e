package dev.muster.access;

import dev.muster.tenant.InvalidInput;
import java.util.Locale;
import java.util.Map;

/// Which accounts are asked for.
///
/// @param search part of a name, an e-mail or an id, any case; empty for all; at most 200 characters
/// @param role   raw value of the base role; empty for all
public record AccountFilter(String search, String role) {
    private static final int LONGEST_SEARCH = 200;

    /// Every account.
    public static final AccountFilter ALL = new AccountFilter("", "");

    public AccountFilter {
        search = search.strip();
        role = role.strip();
        if (search.length() > LONGEST_SEARCH) {
            throw new InvalidInput(Map.of(
                    "q", "Search for at most %d characters, not %,d".formatted(LONGEST_SEARCH, search.length())));
        }
        if (role.length() > LONGEST_SEARCH) {
            throw new InvalidInput(Map.of("role", "There is no such role. Choose one from the list"));
        }
    }

    /// The search as a pattern for `like`, its own wildcards taken literally.
    String pattern() {
        return "%"
                + search.toLowerCase(Locale.ROOT)
                        .replace("\\", "\\\\")
                        .replace("%", "\\%")
                        .replace("_", "\\_") + "%";
    }
}
