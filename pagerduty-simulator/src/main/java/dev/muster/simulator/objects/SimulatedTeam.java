package dev.muster.simulator.objects;

import org.jspecify.annotations.Nullable;

/// A team as the account holds it.
///
/// @param id          `P` and six of A-Z, 0-9; unique among teams, a user may have the same
/// @param defaultRole `manager` for a public team, `none` for a private one
public record SimulatedTeam(
        String id, String name, @Nullable String description, String defaultRole) {

    public static final String PUBLIC = "manager";
    public static final String PRIVATE = "none";

    /// A public team without a description.
    public static SimulatedTeam named(String id, String name) {
        return new SimulatedTeam(id, name, null, PUBLIC);
    }

    /// The same team, hidden from those who are neither members nor administrators.
    public SimulatedTeam asPrivate() {
        return new SimulatedTeam(id, name, description, PRIVATE);
    }

    /// The same team, which everybody sees.
    public SimulatedTeam asPublic() {
        return new SimulatedTeam(id, name, description, PUBLIC);
    }

    /// Whether those who are not in it, and no administrators, do not see it.
    public boolean isPrivate() {
        return defaultRole.equals(PRIVATE);
    }
}
