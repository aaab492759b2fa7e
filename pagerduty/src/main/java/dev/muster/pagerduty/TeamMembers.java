package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.util.List;
import java.util.Set;

/// The members of one team, read whole before any of it is written.
sealed interface TeamMembers {
    int NOT_FOUND = 404;

    /// Id of the team.
    String team();

    /// `/teams/{id}/members`, page by page.
    record Listed(String team, List<List<Fields>> pages) implements TeamMembers {}

    /// They are what they were; nothing was asked.
    record Kept(String team, long records) implements TeamMembers {}

    /// The team disappeared between the list of teams and its members.
    record Removed(String team) implements TeamMembers {}

    /// Asks for the members, if the plan says so.
    static TeamMembers read(Api api, TeamPlan plan, String team, Meter meter) throws ReadFailed, InterruptedException {
        var kept = plan.kept(team);
        return kept.isPresent() ? new Kept(team, kept.get()) : read(api, team, meter);
    }

    private static TeamMembers read(Api api, String team, Meter meter) throws ReadFailed, InterruptedException {
        try {
            return new Listed(team, Gathered.pages(new Walk(api, listing(team), meter)));
        } catch (ReadFailed failure) {
            if (failure.status() == NOT_FOUND) {
                return removed(api, team, meter, failure);
            }
            throw failure;
        }
    }

    private static Listing listing(String team) {
        return new Listing(
                path(team) + "/members",
                "members",
                "user.id",
                Allowed.of("user.id", "role"),
                "members of team " + Words.brief(team, 40),
                Paging.OFFSET,
                Set.of());
    }

    /// A team that is gone takes its members with it. One that is still there has members we did not see.
    private static TeamMembers removed(Api api, String team, Meter meter, ReadFailed missing)
            throws ReadFailed, InterruptedException {
        try {
            api.get(
                    new Ask(path(team), "team " + Words.brief(team, 40)),
                    meter,
                    json -> Fields.read(json, Allowed.NOTHING));
        } catch (ReadFailed failure) {
            if (failure.status() == NOT_FOUND) {
                return new Removed(team);
            }
            throw failure;
        }
        throw ReadFailed.forGood(
                new Problem(
                        Cause.NOT_WHOLE,
                        "PagerDuty has team %s, but not the list of its members (404)".formatted(Words.brief(team, 40)),
                        "The next sync reads it again",
                        missing.problem().requestId()),
                NOT_FOUND);
    }

    private static String path(String team) {
        return "/teams/" + Ask.segment(team);
    }
}
