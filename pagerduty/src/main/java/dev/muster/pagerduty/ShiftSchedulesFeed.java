package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Problem;
import dev.muster.connector.Row;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// `/v3/schedules` and `/v3/schedules/{id}`: schedules made of shifts. The list only names them, so each is
/// read by itself. An upgraded schedule keeps its id and moves here from the list of those made of layers.
final class ShiftSchedulesFeed implements Reading {
    private static final Listing SCHEDULES = new Listing(
            "/v3/schedules", "schedules", "id", Allowed.of("id"), "shift schedules", Paging.LONG_OFFSET, Set.of());

    private final Api api;

    ShiftSchedulesFeed(Api api) {
        this.api = api;
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        List<List<Fields>> pages = Gathered.pages(new Walk(api, SCHEDULES, writer::requested));
        Set<String> ids = ids(pages);
        pages.forEach(page -> writer.page());
        writer.total(ids.size());
        Map<String, Problem> missing = new LinkedHashMap<>();
        InTurn.read(
                List.copyOf(ids),
                writer,
                (id, meter) -> ShiftSchedule.read(api, id, meter),
                schedule -> write(schedule, writer, missing));
        if (!missing.isEmpty()) {
            rejectRemoved(missing, writer);
        }
        return new FeedOutcome.Complete();
    }

    private static Set<String> ids(List<List<Fields>> pages) {
        Set<String> ids = new LinkedHashSet<>();
        pages.forEach(page -> page.forEach(schedule -> schedule.text("id").ifPresent(ids::add)));
        return ids;
    }

    private static void write(ShiftSchedule schedule, FeedWriter writer, Map<String, Problem> missing)
            throws InterruptedException {
        switch (schedule) {
            case ShiftSchedule.Missing(String id, Problem problem) -> missing.put(id, problem);
            case ShiftSchedule.Found(String id, Fields fields) -> writer.record(id, rows(id, fields));
        }
    }

    /// A schedule that is not found was removed if it has left the list too, which is asked for once more.
    private void rejectRemoved(Map<String, Problem> missing, FeedWriter writer)
            throws ReadFailed, InterruptedException {
        Set<String> listed = ids(Gathered.pages(new Walk(api, SCHEDULES, writer::requested)));
        for (var each : missing.entrySet()) {
            if (listed.contains(each.getKey())) {
                String thing = "shift schedule %s in its list".formatted(Words.brief(each.getKey(), 40));
                throw Vanished.stillThere(thing, "the schedule itself", each.getValue());
            }
            writer.reject(each.getKey(), "The schedule was removed while it was read");
        }
    }

    private static List<Row> rows(String id, Fields schedule) {
        return SchedulesFeed.rows(id, "shifts", schedule, Stream.concat(named(schedule), taking(schedule)));
    }

    private static Stream<String> named(Fields schedule) {
        return schedule.list("users").stream().flatMap(user -> user.text("id").stream());
    }

    /// The rotations name their members too, and go on doing so should PagerDuty send no `users` of the
    /// schedule.
    private static Stream<String> taking(Fields schedule) {
        return schedule.list("rotations").stream()
                .flatMap(rotation -> rotation.list("events").stream())
                .flatMap(event -> event.list("assignment_strategy.members").stream())
                .flatMap(member -> member.text("user_id").stream());
    }
}
