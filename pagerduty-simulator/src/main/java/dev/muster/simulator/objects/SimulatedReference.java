package dev.muster.simulator.objects;

import dev.muster.simulator.http.Row;
import org.jspecify.annotations.Nullable;

/// One object that names another.
///
/// @param type    as the API spells it: `team_reference`
/// @param summary its name; none where the API tells none
public record SimulatedReference(
        String type, String id, @Nullable String summary) {

    /// A reference without a summary.
    public static SimulatedReference to(String type, String id) {
        return new SimulatedReference(type, id, null);
    }

    public static SimulatedReference to(SimulatedUser user) {
        return new SimulatedReference("user_reference", user.id(), user.name());
    }

    public static SimulatedReference to(SimulatedTeam team) {
        return new SimulatedReference("team_reference", team.id(), team.name());
    }

    public void write(Row row) {
        row.text("id", id).text("type", type);
        if (summary != null) {
            row.text("summary", summary);
        }
    }
}
