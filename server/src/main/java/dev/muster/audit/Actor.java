package dev.muster.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who does something, as the audit record names them.
///
/// @param kind what they are
/// @param id   the user's or the token's owner's id; none for Muster itself
/// @param name at the time of the act: `Ana Lima`, `Ana Lima (API token ci)`, `Muster`
public record Actor(Kind kind, @Nullable UUID id, String name) {

    /// Somebody who is not signed in.
    public static final Actor STRANGER = new Actor(Kind.MUSTER, null, "somebody at the sign-in page");

    /// Somebody of another tenant, whose name is none of this one's business.
    public static final Actor OUTSIDER = new Actor(Kind.MUSTER, null, "somebody who is no member");

    /// Muster on its own account: the schedule, the recovery after a crash.
    public static final Actor MUSTER = new Actor(Kind.MUSTER, null, "Muster");

    /// Whoever runs this Muster and typed a command at its console.
    public static final Actor OPERATOR = new Actor(Kind.MUSTER, null, "operator command");

    /// Ways to act.
    public enum Kind {
        USER,
        API_TOKEN,
        MUSTER
    }
}
