package dev.muster.pagerduty;

import java.util.List;
import java.util.Set;

/// The members of one team, read whole before any of it is written.
sealed interface TeamMembers {
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
            if (!Vanished.is(failure)) {
                throw failure;
            }
            Ask itself = new Ask(path(team), "team " + Words.brief(team, 40));
            Vanished.confirm(api, itself, "the list of its members", failure, meter);
            return new Removed(team);
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

    private static String path(String team) {
        return "/teams/" + Ask.segment(team);
    }
}
