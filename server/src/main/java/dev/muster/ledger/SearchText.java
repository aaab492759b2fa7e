package dev.muster.ledger;

import dev.muster.problem.InvalidInput;
import java.util.Map;

/// Part of a name or id that somebody looks for.
///
/// @param value without space around it; empty for everything; at most 200 characters
public record SearchText(String value) {
    /// Condition on an account `a`: that `:pattern` is part of its name, e-mail or id, whatever the case and the
    /// accents. All three stand in one column, with line ends between, which only a text with one of its own could
    /// reach across.
    public static final String IN_ACCOUNT = """
            (:pattern = ''
             or a.search_text like search_fold(:pattern)
                and (strpos(:pattern, chr(10)) = 0
                     or a.sort_name like search_fold(:pattern) or lower(a.email) like lower(:pattern)
                     or lower(a.external_id) like lower(:pattern)))
            """;
    /// Condition on a resource `r`: that `:pattern` is part of its name or id, whatever the case, and of its name
    /// whatever the accents.
    public static final String IN_RESOURCE = """
            (:pattern = '' or r.sort_name like search_fold(:pattern) or lower(r.external_id) like lower(:pattern))
            """;

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

    /// Whether a text can be searched for as it is.
    public static boolean fits(String text) {
        return text.strip().length() <= LONGEST && text.indexOf('\0') < 0;
    }

    /// For `like` between sides that the database makes alike, its own wildcards taken literally; empty for
    /// everything.
    public String pattern() {
        return value.isEmpty()
                ? ""
                : "%" + value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
