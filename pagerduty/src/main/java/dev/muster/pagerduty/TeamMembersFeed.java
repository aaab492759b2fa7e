package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The members of the teams with their team roles: one listing per team, several read at a time. A team that cannot be
/// read lacks its own members and no others.
final class TeamMembersFeed implements Reading {
    private final Api api;
    private final Supplier<List<Part>> teams;
    private final Planning planning;
    private final Map<String, Long> records = new HashMap<>();
    private boolean askedAll;

    /// @param teams    all teams, known when the reading begins
    /// @param planning decides then which of them are asked
    TeamMembersFeed(Api api, Supplier<List<Part>> teams, Planning planning) {
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
        List<Part> asked = new ArrayList<>();
        for (Part team : teams.get()) {
            Optional<Long> kept = plan.kept(team.key().id());
            if (kept.isPresent()) {
                writer.keep(team.key(), kept.get());
                records.put(team.key().id(), kept.get());
            } else {
                asked.add(team);
            }
        }
        return PartByPart.read(api, writer, asked, records.size(), new Members(writer));
    }

    /// Whether every team was asked.
    boolean askedAll() {
        return askedAll;
    }

    /// Different records of each team that were handed over or kept, by its id; without the teams that disappeared
    /// or could not be read.
    Map<String, Long> records() {
        return Map.copyOf(records);
    }

    private final class Members implements PartByPart.Kind<List<List<Fields>>> {
        private final FeedWriter writer;

        Members(FeedWriter writer) {
            this.writer = writer;
        }

        @Override
        public Listing list() {
            return TeamsFeed.TEAMS;
        }

        @Override
        public String noun() {
            return "its members";
        }

        @Override
        public List<List<Fields>> read(Api through, Part team, Meter meter) throws ReadFailed, InterruptedException {
            return Gathered.pages(new Walk(through, TeamMembers.of(team.key().id()), meter));
        }

        @Override
        public void write(Part part, List<List<Fields>> pages) throws InterruptedException {
            String team = part.key().id();
            Map<String, Set<String>> roles = new HashMap<>();
            for (int page = 0; page < pages.size(); page++) {
                writePage(team, page, pages.get(page), roles);
            }
            records.put(team, roles.values().stream().mapToLong(Set::size).sum());
        }

        private void writePage(String team, int page, List<Fields> members, Map<String, Set<String>> roles)
                throws InterruptedException {
            for (int i = 0; i < members.size(); i++) {
                Fields member = members.get(i);
                var user = member.text("user.id");
                if (user.isPresent()) {
                    write(team, user.get(), member, roles);
                } else {
                    writer.reject(
                            "team %s, page %d, record %d".formatted(team, page + 1, i + 1),
                            "PagerDuty sent a member without an id");
                }
            }
            writer.page();
        }

        /// Who is listed with two roles has both: Muster cannot know which of them PagerDuty goes by.
        private void write(String team, String user, Fields member, Map<String, Set<String>> roles)
                throws InterruptedException {
            String role = TeamMembers.role(member);
            Set<String> before = roles.computeIfAbsent(user, name -> new HashSet<>());
            String id = team + "/" + user;
            boolean another = before.add(role) && before.size() > 1;
            if (another) {
                writer.remark(id, "PagerDuty lists this member with %d roles; each is kept".formatted(before.size()));
            }
            Row grant = new Row.Grant(new Key(UsersFeed.TYPE, user), new Key(TeamRole.RESOURCE, team), role);
            writer.record(another ? id + "/" + role : id, List.of(grant));
        }
    }
}
