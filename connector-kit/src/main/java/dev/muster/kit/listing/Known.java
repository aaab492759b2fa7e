package dev.muster.kit.listing;

import java.util.List;

/// A record of a long listing, reduced to what slices can be told by.
final class Known {
    /// Parts the texts a slice looks into; no slice has it among its letters.
    private static final char SEAM = '\n';

    private final int place;
    private final String email;
    private final List<String> teams;
    private String text;
    private double weight = 1;

    /// Where a record was seen that the plain list does not show.
    static final int BEYOND = Integer.MAX_VALUE - 1;
    /// Where a record was seen that the plain list shows when it is read from its other end.
    static final int FOOT = Integer.MAX_VALUE;

    /// @param place in the plain list, from 0; [#BEYOND] or [#FOOT]
    /// @param name  in lower case, in one line
    /// @param email in lower case; empty for what has none
    /// @param teams ids of the teams it names
    Known(int place, String name, String email, List<String> teams) {
        this.place = place;
        this.text = name;
        this.email = email;
        this.teams = List.copyOf(teams);
    }

    int place() {
        return place;
    }

    /// Whether the plain list shows it.
    boolean isHead() {
        return place < BEYOND;
    }

    boolean isFoot() {
        return place == FOOT;
    }

    /// What a slice by letters looks into.
    String text() {
        return text;
    }

    String email() {
        return email;
    }

    /// From now on letters are looked for in the e-mail too.
    void addEmail() {
        text = text + SEAM + email;
    }

    /// From now on letters are looked for in the name alone, and nothing is concluded yet.
    void forgetEmail() {
        text = text.substring(0, text.indexOf(SEAM));
        weight = 1;
    }

    List<String> teams() {
        return teams;
    }

    /// How likely a record like this one is still unknown: 1 when nothing is known about that, 0 when all like it
    /// are known.
    double weight() {
        return weight;
    }

    void setWeight(double other) {
        weight = other;
    }
}
