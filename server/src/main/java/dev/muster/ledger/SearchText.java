package dev.muster.ledger;

import dev.muster.problem.InvalidInput;
import java.util.Map;

/// Part of a name or id that somebody looks for.
///
/// @param value without space around it; empty for everything; at most 200 characters
public record SearchText(String value) {
    private static final int LONGEST = 200;

    public SearchText {
        value = value.strip();
        if (value.length() > LONGEST) {
            throw new InvalidInput(
                    Map.of("q", "Search for at most %d characters, not %,d".formatted(LONGEST, value.length())));
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidInput(Map.of("q", "Search for text without the character U+0000"));
        }
    }

    /// For `like` between sides that the database makes lower case, its own wildcards taken literally; empty for
    /// everything.
    public String pattern() {
        return value.isEmpty()
                ? ""
                : "%" + value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
