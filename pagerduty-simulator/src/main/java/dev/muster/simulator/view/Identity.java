package dev.muster.simulator.view;

import dev.muster.simulator.http.Row;
import dev.muster.simulator.objects.SimulatedPolicy;
import dev.muster.simulator.objects.SimulatedSchedule;
import dev.muster.simulator.objects.SimulatedService;
import dev.muster.simulator.objects.SimulatedShiftSchedule;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;

/// The five fields every object and every reference begins or ends with.
///
/// @param type `user` for the object, `user_reference` for a reference to it
/// @param path `/users/PABC123`, the same in API and web
public record Identity(String type, String id, String summary, String path) {

    public static Identity of(SimulatedUser user, String type) {
        return new Identity(type, user.id(), user.name(), "/users/" + user.id());
    }

    public static Identity of(SimulatedTeam team, String type) {
        return new Identity(type, team.id(), team.name(), "/teams/" + team.id());
    }

    public static Identity of(SimulatedPolicy policy, String type) {
        return new Identity(type, policy.id(), policy.name(), "/escalation_policies/" + policy.id());
    }

    public static Identity of(SimulatedSchedule schedule, String type) {
        return new Identity(type, schedule.id(), schedule.name(), "/schedules/" + schedule.id());
    }

    public static Identity of(SimulatedShiftSchedule schedule, String type) {
        return new Identity(type, schedule.id(), schedule.name(), "/v3/schedules/" + schedule.id());
    }

    public static Identity of(SimulatedService service, String type) {
        return new Identity(type, service.id(), service.name(), "/services/" + service.id());
    }

    public Row write(Row row, Links links) {
        return row.text("id", id)
                .text("type", type)
                .text("summary", summary)
                .text("self", links.self(path))
                .text("html_url", links.html(path));
    }

    /// A reference to what the caller cannot reach: hidden from him, or gone.
    static void writeUnreachable(Row row, String type, String id) {
        row.text("id", id).text("type", type).nothing("summary").nothing("self").nothing("html_url");
    }

    /// A reference to a user who is gone: it keeps its id, and has no page to show.
    static void writeGone(Row row, String userId, Links links) {
        row.text("id", userId)
                .text("type", "user_reference")
                .text("summary", "Former user")
                .text("self", links.self("/users/" + userId))
                .nothing("html_url")
                .text("deleted_at", "2026-01-15T09:30:00Z");
    }
}
