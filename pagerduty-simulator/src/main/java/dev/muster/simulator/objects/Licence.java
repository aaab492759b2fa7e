package dev.muster.simulator.objects;

import dev.muster.simulator.http.Row;
import java.util.Arrays;
import java.util.List;

/// The two licences of the account. Which one a user needs follows from his base role.
public enum Licence {
    FULL_USER("PLFULL1", "Business (Full User)", "FullUser"),
    STAKEHOLDER("PLSTAK1", "Business (Stakeholder)", "Stakeholder");

    private final String id;
    private final String title;
    private final String roleGroup;
    private final List<String> validRoles;

    Licence(String id, String title, String roleGroup) {
        this.id = id;
        this.title = title;
        this.roleGroup = roleGroup;
        this.validRoles = Arrays.stream(BaseRole.values())
                .filter(role -> role.isStakeholder() == roleGroup.equals("Stakeholder"))
                .map(BaseRole::value)
                .toList();
    }

    /// A role that is none of the eight counts as a full user's.
    public static Licence of(SimulatedUser user) {
        return STAKEHOLDER.validRoles.contains(user.role()) ? STAKEHOLDER : FULL_USER;
    }

    public String id() {
        return id;
    }

    /// Writes the fields a licence has wherever it appears.
    public Row write(Row row) {
        return row.text("id", id)
                .text("type", "license")
                .text("summary", title)
                .nothing("self")
                .nothing("html_url")
                .text("name", title)
                .text("description", "Seats of the Business plan for %s".formatted(roleGroup))
                .texts("valid_roles", validRoles)
                .text("role_group", roleGroup);
    }
}
