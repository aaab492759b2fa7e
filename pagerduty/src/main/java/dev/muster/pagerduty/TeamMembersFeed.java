package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// The members of every team with their team roles: one listing per team, several read at a time.
///
/// The readers only report; this thread alone writes, team by team in the order of the teams, so that two runs over
/// the same account write the same. Readers run at most a few teams ahead, which bounds what waits in memory.
final class TeamMembersFeed {
    private static final int TEAMS_AHEAD = 16;

    private final Api api;
    private final List<String> teams;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Map<Integer, TeamMembers> waiting = new HashMap<>();
    private int started;
    private int written;

    TeamMembersFeed(Api api, List<String> teams) {
        this.api = api;
        this.teams = teams;
    }

    /// What a reader reports.
    private sealed interface Event {
        record Requested() implements Event {}

        record Read(int team, TeamMembers members) implements Event {}

        record Failed(ReadFailed failure) implements Event {}

        record Cancelled() implements Event {}

        record Died(Throwable fault) implements Event {}
    }

    /// One unreadable team makes the feed incomplete, and then the others need not be read.
    FeedOutcome read(FeedWriter writer) throws ReadFailed, InterruptedException {
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                readAll(readers, writer);
            } finally {
                readers.shutdownNow();
            }
        } finally {
            countLastRequests(writer);
        }
        return new FeedOutcome.Complete();
    }

    private void readAll(ExecutorService readers, FeedWriter writer) throws ReadFailed, InterruptedException {
        writer.part(0, teams.size());
        while (written < teams.size()) {
            startReaders(readers);
            switch (events.take()) {
                case Event.Requested() -> writer.requested();
                case Event.Read(int team, TeamMembers members) -> waiting.put(team, members);
                case Event.Failed(ReadFailed failure) -> throw failure;
                case Event.Cancelled() -> throw new InterruptedException("The reading of team members was cancelled");
                case Event.Died(Throwable fault) -> throw new IllegalStateException("Reading team members died", fault);
            }
            writeWhatIsNext(writer);
        }
    }

    private void startReaders(ExecutorService readers) {
        while (started < Math.min(teams.size(), written + TEAMS_AHEAD)) {
            int team = started++;
            readers.execute(() -> events.add(readTeam(team)));
        }
    }

    private Event readTeam(int team) {
        try {
            return new Event.Read(
                    team, TeamMembers.read(api, teams.get(team), () -> events.add(new Event.Requested())));
        } catch (ReadFailed failure) {
            return new Event.Failed(failure);
        } catch (InterruptedException cancelled) {
            return new Event.Cancelled();
        } catch (RuntimeException | Error fault) {
            return new Event.Died(fault);
        }
    }

    private void writeWhatIsNext(FeedWriter writer) throws InterruptedException {
        for (TeamMembers next = waiting.remove(written); next != null; next = waiting.remove(written)) {
            write(next, writer);
            written++;
            writer.part(written, teams.size());
        }
    }

    private static void write(TeamMembers members, FeedWriter writer) throws InterruptedException {
        if (members.removed()) {
            writer.reject(members.team(), "The team was removed while it was read");
            return;
        }
        for (int page = 0; page < members.pages().size(); page++) {
            writePage(members.team(), page, members.pages().get(page), writer);
        }
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

    /// Requests that were sent while the feed was already failing were sent all the same.
    private void countLastRequests(FeedWriter writer) throws InterruptedException {
        for (Event event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof Event.Requested) {
                writer.requested();
            }
        }
    }
}
