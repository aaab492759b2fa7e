package dev.muster.pagerduty.feeds;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Meter;
import dev.muster.kit.feed.PartByPart;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Gathered;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Reference;
import dev.muster.pagerduty.api.TeamRole;
import dev.muster.pagerduty.delta.Membership;
import dev.muster.pagerduty.delta.TeamPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The members of the teams with their team roles: one listing per team, several read at a time. A team that cannot be
/// read lacks its own members and no others.
///
/// Users name their teams too. Where the two differ the one who may have spoken too early is asked once more; what
/// remains is told, and a membership that only the user tells is held with a role that nobody told.
final class TeamMembersFeed implements Reading {
    private final Api api;
    private final Supplier<List<Part>> teams;
    private final Planning planning;
    private final Membership users;
    private final Map<String, Long> records = new HashMap<>();
    private final Set<String> agreed = new HashSet<>();
    private boolean askedAll;

    /// @param teams    all teams, known when the reading begins
    /// @param planning decides then which of them are asked
    /// @param users    what the users tell, known then too
    TeamMembersFeed(Api api, Supplier<List<Part>> teams, Planning planning, Membership users) {
        this.api = api;
        this.teams = teams;
        this.planning = planning;
        this.users = users;
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
                remember(team.key().id(), kept.get());
            } else {
                asked.add(team);
            }
        }
        FeedOutcome outcome = PartByPart.read(api, writer, asked, records.size(), new Members(writer));
        writeOfUnlistedTeams(writer);
        return outcome;
    }

    /// Whether every team was asked.
    boolean askedAll() {
        return askedAll;
    }

    /// Different records of each team that were handed over or kept, by its id; without the teams that disappeared
    /// or could not be read, and without those of which users tell something else, so that they are asked again.
    Map<String, Long> records() {
        return records.entrySet().stream()
                .filter(each -> agreed.contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void remember(String team, long count) {
        records.put(team, count);
        agreed.add(team);
    }

    /// Teams that users name and the list of teams does not, which no list of members can be asked of.
    private void writeOfUnlistedTeams(FeedWriter writer) throws InterruptedException {
        Set<String> listed = teams.get().stream().map(team -> team.key().id()).collect(Collectors.toSet());
        for (String team : users.teams()) {
            if (!listed.contains(team)) {
                for (String user : users.of(team)) {
                    writeUntold(team, user, writer);
                    writer.disagree(TwoWitnesses.teamIsNotListed(user, team));
                }
            }
        }
    }

    private static void writeUntold(String team, String user, FeedWriter writer) throws InterruptedException {
        writer.record(team + "/" + user, List.of(grant(team, user, TeamRole.NOT_TOLD)));
    }

    private static Row grant(String team, String user, String role) {
        return new Row.Grant(new Key(UsersFeed.TYPE, user), new Key(TeamRole.RESOURCE, team), role);
    }

    private final class Members implements PartByPart.Kind<TwoWitnesses> {
        private final FeedWriter writer;
        private final SecondLook looks = new SecondLook(users);

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
        public TwoWitnesses read(Api through, Part team, Meter meter) throws ReadFailed, InterruptedException {
            String id = team.key().id();
            return looks.at(id, Gathered.pages(new Walk(through, TeamMembers.of(id), meter)), through, meter);
        }

        @Override
        public void write(Part part, TwoWitnesses read) throws InterruptedException {
            String team = part.key().id();
            Map<String, Set<String>> roles = new HashMap<>();
            for (int page = 0; page < read.pages().size(); page++) {
                writePage(team, page, read.pages().get(page), roles);
            }
            for (String user : read.onlyByUser()) {
                writeUntold(team, user, writer);
            }
            read.tell(roles, writer);
            records.put(
                    team,
                    read.onlyByUser().size()
                            + roles.values().stream().mapToLong(Set::size).sum());
            if (read.isAgreed()) {
                agreed.add(team);
            }
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
            Stream<Row> named = Reference.mentionedAt("user", UsersFeed.TYPE, member);
            writer.record(
                    another ? id + "/" + role : id,
                    Stream.concat(Stream.of(grant(team, user, role)), named).toList());
        }
    }
}
