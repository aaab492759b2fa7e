package dev.muster.simulator.objects;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody who is on call now.
///
/// @param level      of the policy, from 1
/// @param scheduleId the schedule that says so, of either kind; none for who is paged directly
/// @param start      none when it never began: a direct target
/// @param end        none when it never ends
public record SimulatedOnCall(
        String policyId,
        int level,
        String userId,
        @Nullable String scheduleId,
        @Nullable Instant start,
        @Nullable Instant end) {

    /// On call for good, as a target of the policy itself.
    public static SimulatedOnCall directly(String policyId, int level, String userId) {
        return new SimulatedOnCall(policyId, level, userId, null, null, null);
    }

    /// On call for a turn of a schedule.
    public static SimulatedOnCall onSchedule(
            String policyId, int level, String userId, String scheduleId, Instant start, @Nullable Instant end) {
        return new SimulatedOnCall(policyId, level, userId, scheduleId, start, end);
    }

    /// The API gives on-calls no id; these five things together tell them apart.
    public String id() {
        return "%s/%d/%s/%s/%s".formatted(policyId, level, userId, scheduleId, start);
    }
}
