package dev.muster.pagerduty;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Row;
import java.util.List;
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
        List<String> ids = ids(pages);
        pages.forEach(page -> writer.page());
        writer.total(ids.size());
        InTurn.read(
                ids, writer, (id, meter) -> ShiftSchedule.read(api, id, meter), schedule -> write(schedule, writer));
        return new FeedOutcome.Complete();
    }

    private static List<String> ids(List<List<Fields>> pages) {
        return pages.stream()
                .flatMap(List::stream)
                .flatMap(schedule -> schedule.text("id").stream())
                .distinct()
                .toList();
    }

    private static void write(ShiftSchedule schedule, FeedWriter writer) throws InterruptedException {
        switch (schedule) {
            case ShiftSchedule.Removed(String id) -> writer.reject(id, "The schedule was removed while it was read");
            case ShiftSchedule.Found(String id, Fields fields) -> writer.record(id, rows(id, fields));
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
