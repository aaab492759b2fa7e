package dev.muster.rights;

import dev.muster.connector.AccessRules.Decision;
import java.util.Locale;

/// How much of a decision is known.
public enum Certainty {
    /// All it rests on was read, and the rules decide it.
    CERTAIN("Certain"),
    /// Some rights are certain, others nobody can tell.
    AT_LEAST("At least"),
    /// Nothing is certain.
    UNKNOWN("Unknown");

    private final String title;

    Certainty(String title) {
        this.title = title;
    }

    public static Certainty of(Decision decision) {
        if (decision.certain()) {
            return CERTAIN;
        }
        return decision.rights().isEmpty() ? UNKNOWN : AT_LEAST;
    }

    public String title() {
        return title;
    }

    /// As files say it: `at_least`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
