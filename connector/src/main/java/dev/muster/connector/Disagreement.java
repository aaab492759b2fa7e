package dev.muster.connector;

import java.util.List;

/// Two witnesses of one fact that tell different things: a user names a team whose member list does not name the user.
///
/// @param about  what the fact is about: the user and the team; one or two
/// @param one    the first witness
/// @param other  the second
/// @param shown  what rows say of it, in words: `Member, role not told`
/// @param again  whether it was asked about once more, and stayed
public record Disagreement(List<Key> about, Witness one, Witness other, String shown, boolean again) {
    private static final int MOST_THINGS = 2;

    public Disagreement {
        about = List.copyOf(about);
        if (about.isEmpty() || about.size() > MOST_THINGS) {
            throw new IllegalArgumentException("A fact is about one or two things, not about %s".formatted(about));
        }
    }

    /// @param who  the witness: `The user`
    /// @param says what it tells, in few words: `listed, role not told`
    public record Witness(String who, String says) {}

    /// `The user: listed, role not told. The team: not listed. Shown as: member, role not told`
    public String sentence() {
        return "%s: %s. %s: %s. Shown as: %s".formatted(one.who(), one.says(), other.who(), other.says(), shown);
    }
}
