package dev.muster.access;

import dev.muster.web.Figures;

/// How much access a list has, as far as it was counted.
///
/// @param grants so many at least
/// @param more   whether there are more than that
record Counted(long grants, boolean more) {
    /// @param grants counted no further than to one more than `most`
    static Counted upTo(long most, long grants) {
        return new Counted(Math.min(most, grants), grants > most);
    }

    boolean isAtMost(long few) {
        return !more && grants <= few;
    }

    /// `184`, or `more than 20,000`.
    String words() {
        return more ? "more than " + Figures.grouped(grants) : Figures.grouped(grants);
    }
}
