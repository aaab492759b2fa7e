package dev.muster.simulator.objects;

import java.util.List;

/// A schedule made of shifts, as `/v3/schedules` lists it.
///
/// @param id      unique among schedules of both kinds
/// @param userIds who takes turns; users who are gone stay named, as in PagerDuty
/// @param teamIds teams it belongs to
public record SimulatedShiftSchedule(
        String id, String name, String timeZone, List<String> userIds, List<String> teamIds) {
    public SimulatedShiftSchedule {
        userIds = List.copyOf(userIds);
        teamIds = List.copyOf(teamIds);
    }

    /// A schedule of these users, in no team.
    public static SimulatedShiftSchedule named(String id, String name, String... userIds) {
        return new SimulatedShiftSchedule(id, name, "Etc/UTC", List.of(userIds), List.of());
    }

    public SimulatedShiftSchedule inTeams(String... ids) {
        return new SimulatedShiftSchedule(id, name, timeZone, userIds, List.of(ids));
    }
}
