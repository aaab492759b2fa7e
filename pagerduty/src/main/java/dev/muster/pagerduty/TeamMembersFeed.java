package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The members of the teams with their team roles: one listing per team, several read at a time. One unreadable team
/// makes the feed incomplete.
final class TeamMembersFeed implements Reading {
    private final Api api;
    private final Supplier<List<String>> teams;
    private final Planning planning;
    private final Map<String, Long> records = new HashMap<>();
    private boolean askedAll;

    /// @param teams    ids of all teams, known when the reading begins
    /// @param planning decides then which of them are asked
    TeamMembersFeed(Api api, Supplier<List<String>> teams, Planning planning) {
        this.api = api;
        this.teams = teams;
        this.planning = planning;
    }

    /// May have to wait for what it needs to know.
    @FunctionalInterface
    interface Planning {
        TeamPlan plan() throws InterruptedException;
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        TeamPlan plan = planning.plan();
        askedAll = plan == TeamPlan.SWEEP;
        InTurn.read(
                teams.get(),
                writer,
                (team, meter) -> TeamMembers.read(api, plan, team, meter),
                members -> write(members, writer));
        return new FeedOutcome.Complete();
    }

    /// Whether every team was asked.
    boolean askedAll() {
        return askedAll;
    }

    /// Different members of each team that were handed over or kept, by its id; without the teams that disappeared.
    Map<String, Long> records() {
        return Map.copyOf(records);
    }

    private void write(TeamMembers members, FeedWriter writer) throws InterruptedException {
        switch (members) {
            case TeamMembers.Removed(String team) -> writer.reject(team, "The team was removed while it was read");
            case TeamMembers.Kept(String team, long kept) -> {
                writer.keep(new Key(TeamRole.RESOURCE, team), kept);
                records.put(team, kept);
            }
            case TeamMembers.Listed(String team, List<List<Fields>> pages) -> {
                for (int page = 0; page < pages.size(); page++) {
                    writePage(team, page, pages.get(page), writer);
                }
                records.put(team, distinct(pages));
            }
        }
    }

    private static long distinct(List<List<Fields>> pages) {
        return pages.stream()
                .flatMap(List::stream)
                .flatMap(member -> member.text("user.id").stream())
                .distinct()
                .count();
    }

    private static void writePage(String team, int page, List<Fields> members, FeedWriter writer)
            throws InterruptedException {
        for (int i = 0; i < members.size(); i++) {
            Fields member = members.get(i);
            var user = member.text("user.id");
            if (user.isPresent()) {
                writer.record(team + "/" + user.get(), List.of(grant(team, user.get(), member)));
            } else {
                writer.reject(
                        "team %s, page %d, record %d".formatted(team, page + 1, i + 1),
                        "PagerDuty sent a member without an id");
            }
        }
        writer.page();
    }

    private static Row grant(String team, String user, Fields member) {
        return new Row.Grant(
                new Key(UsersFeed.TYPE, user),
                new Key(TeamRole.RESOURCE, team),
                member.text("role").orElse(UsersFeed.NO_ROLE));
    }
}
