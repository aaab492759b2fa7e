package dev.muster.simulator.objects;

import java.util.Locale;

/// The eight base roles and the team role each gets when joining a team.
public enum BaseRole {
    OWNER("manager"),
    ADMIN("manager"),
    USER("manager"),
    LIMITED_USER("responder"),
    OBSERVER("observer"),
    RESTRICTED_ACCESS("observer"),
    READ_ONLY_USER("observer"),
    READ_ONLY_LIMITED_USER("observer");

    private final String teamRole;
    private final String value = name().toLowerCase(Locale.ROOT);

    BaseRole(String teamRole) {
        this.teamRole = teamRole;
    }

    /// As the API spells it: `limited_user`.
    public String value() {
        return value;
    }

    /// @throws IllegalArgumentException for a role that is none of the eight
    public static BaseRole of(SimulatedUser user) {
        return valueOf(user.role().toUpperCase(Locale.ROOT));
    }

    /// The raw value that a holder had when there were five roles.
    public String beforeAdvancedPermissions() {
        return switch (this) {
            case OWNER, ADMIN, USER, LIMITED_USER, READ_ONLY_USER -> value();
            case OBSERVER, RESTRICTED_ACCESS -> LIMITED_USER.value();
            case READ_ONLY_LIMITED_USER -> READ_ONLY_USER.value();
        };
    }

    public boolean is(SimulatedUser user) {
        return value().equals(user.role());
    }

    public String defaultTeamRole() {
        return teamRole;
    }

    /// Stakeholders watch only, and cannot be added to a team.
    public boolean isStakeholder() {
        return this == READ_ONLY_USER || this == READ_ONLY_LIMITED_USER;
    }
}
