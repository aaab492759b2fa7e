package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/teams/{id}/members` of one team, read whole before any of it is written.
///
/// @param team    id of the team
/// @param pages   its members, page by page
/// @param removed whether the team disappeared between the list of teams and its members
record TeamMembers(String team, List<List<Fields>> pages, boolean removed) {
    private static final int NOT_FOUND = 404;

    static Listing listing(String team) {
        return new Listing(
                path(team) + "/members",
                "members",
                "user.id",
                Set.of("user.id", "role"),
                "members of team " + Words.brief(team, 40));
    }

    static TeamMembers read(Api api, String team, Meter meter) throws ReadFailed, InterruptedException {
        Gathered gathered = new Gathered();
        try {
            new Walk(api).read(listing(team), meter, gathered);
            return new TeamMembers(team, gathered.pages, false);
        } catch (ReadFailed failure) {
            if (failure.status() == NOT_FOUND) {
                return removed(api, team, meter, failure);
            }
            throw failure;
        }
    }

    /// A team that is gone takes its members with it. One that is still there has members we did not see.
    private static TeamMembers removed(Api api, String team, Meter meter, ReadFailed missing)
            throws ReadFailed, InterruptedException {
        try {
            api.get(new Ask(path(team), "team " + Words.brief(team, 40)), meter, json -> Fields.read(json, Set.of()));
        } catch (ReadFailed failure) {
            if (failure.status() == NOT_FOUND) {
                return new TeamMembers(team, List.of(), true);
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

    /// Keeps the pages of the last reading.
    private static final class Gathered implements Walk.Visitor {
        private final List<List<Fields>> pages = new ArrayList<>();

        @Override
        public void begin(@Nullable Long total) {
            pages.clear();
        }

        @Override
        public void page(List<Fields> rows) {
            pages.add(rows);
        }
    }
}
