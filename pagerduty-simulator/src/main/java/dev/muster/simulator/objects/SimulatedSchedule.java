package dev.muster.simulator.objects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A schedule made of layers, as `/schedules` lists it.
///
/// @param id      unique among schedules of both kinds
/// @param userIds who takes turns; users who are gone stay named, as in PagerDuty
/// @param teamIds teams it belongs to
public record SimulatedSchedule(
        String id,
        String name,
        @Nullable String description,
        String timeZone,
        List<String> userIds,
        List<String> teamIds) {
    public SimulatedSchedule {
        userIds = List.copyOf(userIds);
        teamIds = List.copyOf(teamIds);
    }

    /// A schedule of these users, in no team.
    public static SimulatedSchedule named(String id, String name, String... userIds) {
        return new SimulatedSchedule(id, name, null, "Etc/UTC", List.of(userIds), List.of());
    }

    public SimulatedSchedule inTeams(String... ids) {
        return new SimulatedSchedule(id, name, description, timeZone, userIds, List.of(ids));
    }

    /// What becomes of it when it is upgraded: the same id, made of shifts.
    public SimulatedShiftSchedule asShifts() {
        return new SimulatedShiftSchedule(id, name, timeZone, userIds, teamIds);
    }
}
