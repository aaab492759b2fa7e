package dev.muster.resource;

import dev.muster.connector.Key;
import org.jspecify.annotations.Nullable;

/// That somebody is called, or may be.
///
/// @param account who
/// @param name    of whom
/// @param how     is called
/// @param on      the duty that says so
/// @param onName  of that
/// @param level   how soon: `1` before `2`; empty when nobody said
/// @param by      the duty that it comes by: a schedule; none when it is held directly
/// @param turn    when
record Duty(
        Key account,
        String name,
        How how,
        Key on,
        String onName,
        String level,
        @Nullable Key by,
        Turn turn) {
    private static final int LAST = Integer.MAX_VALUE;

    /// From what concerns somebody most to what does least.
    enum How {
        /// While it lasts.
        NOW,
        /// From a time on that is still to come.
        NEXT,
        /// Whoever's turn it is.
        ALWAYS,
        /// Takes turns; nobody said when.
        IN_TURN
    }

    /// Sorts levels as numbers; what has none comes last.
    int place() {
        return level.matches("\\d{1,6}") ? Integer.parseInt(level) : LAST;
    }

    /// Whether the other says more of the same.
    boolean isToldBetterBy(Duty other) {
        return how == How.IN_TURN
                && other.how.compareTo(How.ALWAYS) < 0
                && account.equals(other.account)
                && on.equals(other.on)
                && level.equals(other.level)
                && by != null
                && by.equals(other.by);
    }
}
