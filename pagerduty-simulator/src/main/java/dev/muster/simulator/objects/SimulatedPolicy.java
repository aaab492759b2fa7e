package dev.muster.simulator.objects;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An escalation policy as the account holds it.
///
/// @param id      unique among policies
/// @param levels  who is paged first, who next, and so on; level 1 comes first
/// @param loops   how often the levels are repeated when nobody answers, 0 or more
/// @param teamIds the team it belongs to; at most one in a real account
public record SimulatedPolicy(
        String id, String name, @Nullable String description, List<Level> levels, int loops, List<String> teamIds) {
    private static final int MINUTES = 30;

    /// Who is paged at the same time.
    ///
    /// @param delayMinutes how long these have to answer before the next level is paged
    public record Level(int delayMinutes, List<Target> targets) {
        public Level {
            targets = List.copyOf(targets);
        }
    }

    /// Somebody or something that is paged.
    ///
    /// @param type as the API says it: `user_reference`, or anything a test wants to see
    /// @param id   may be nobody's: then the policy refers to what is gone
    public record Target(String type, String id) {
        public static final String USER = "user_reference";
        public static final String SCHEDULE = "schedule_reference";
        public static final String SHIFT_SCHEDULE = "schedule_v3_reference";

        public static Target user(String id) {
            return new Target(USER, id);
        }

        /// A schedule made of layers.
        public static Target schedule(String id) {
            return new Target(SCHEDULE, id);
        }

        /// A schedule made of shifts.
        public static Target shiftSchedule(String id) {
            return new Target(SHIFT_SCHEDULE, id);
        }
    }

    public SimulatedPolicy {
        levels = List.copyOf(levels);
        teamIds = List.copyOf(teamIds);
    }

    /// A policy that pages nobody yet and belongs to no team.
    public static SimulatedPolicy named(String id, String name) {
        return new SimulatedPolicy(id, name, null, List.of(), 0, List.of());
    }

    /// The same policy with one level more, after the others.
    public SimulatedPolicy withLevel(Target... targets) {
        var level = new Level(MINUTES, List.of(targets));
        return new SimulatedPolicy(
                id,
                name,
                description,
                Stream.concat(levels.stream(), Stream.of(level)).toList(),
                loops,
                teamIds);
    }

    public SimulatedPolicy inTeam(String teamId) {
        return new SimulatedPolicy(id, name, description, levels, loops, List.of(teamId));
    }

    public boolean pages(Target target) {
        return levels.stream().anyMatch(level -> level.targets().contains(target));
    }

    /// Whoever and whatever is paged at any level, each once.
    public Set<Target> targets() {
        return levels.stream().flatMap(level -> level.targets().stream()).collect(Collectors.toSet());
    }
}
