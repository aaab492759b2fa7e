package dev.muster.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects the faults of one form or body, so that all of them are told at once. For one thread.
public final class Faults {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}|\\p{Zl}|\\p{Zp}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final int LONGEST_EMAIL = 254;

    private final Map<String, String> byField = new LinkedHashMap<>();

    /// A required line of text without control characters, at most `longest` characters; stripped of blanks around
    /// it.
    ///
    /// @param label as the page names the field: `Name`
    public String line(String field, String label, @Nullable String value, int longest) {
        String line = value == null ? "" : value.strip();
        if (line.isEmpty()) {
            add(field, label + " is missing.");
        } else if (line.codePointCount(0, line.length()) > longest) {
            add(field, "%s is longer than %d characters.".formatted(label, longest));
        } else if (CONTROL.matcher(line).find()) {
            add(field, label + " contains a line break or another character that cannot be shown.");
        }
        return line;
    }

    /// A required e-mail address, kept as typed.
    public String email(String field, @Nullable String value) {
        String email = line(field, "E-mail", value, LONGEST_EMAIL);
        if (!byField.containsKey(field) && !EMAIL.matcher(email).matches()) {
            add(field, "E-mail needs the form name@company.example.");
        }
        return email;
    }

    /// Adds a fault; the first of a field stays.
    public void add(String field, String sentence) {
        byField.putIfAbsent(field, sentence);
    }

    /// @throws InvalidInput with every fault so far, when there is one
    public void throwIfAny() {
        if (!byField.isEmpty()) {
            throw new InvalidInput(byField);
        }
    }
}
