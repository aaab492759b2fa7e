package dev.muster.pagerduty.feeds;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Meter;
import dev.muster.kit.feed.PartByPart;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Gathered;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Walk;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Duty;
import dev.muster.pagerduty.api.Lists;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// `/v3/schedules` and `/v3/schedules/{id}`: schedules made of shifts. The list only names them, so each is
/// read by itself. An upgraded schedule keeps its id and moves here from the list of those made of layers.
final class ShiftSchedulesFeed implements Reading {
    private static final Listing SCHEDULES = Lists.of(
            "/v3/schedules",
            "schedules",
            "id",
            Allowed.of("id", "summary"),
            "shift schedules",
            Lists.LONG_OFFSET,
            Set.of());

    private final Api api;

    ShiftSchedulesFeed(Api api) {
        this.api = api;
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        List<List<Fields>> pages = Gathered.pages(new Walk(api, SCHEDULES, writer::requested));
        pages.forEach(page -> writer.page());
        List<Part> schedules = named(pages);
        writer.total(schedules.size());
        return PartByPart.read(api, writer, schedules, 0, new Schedules(writer));
    }

    /// The list tells ids, and perhaps what to call them.
    private static List<Part> named(List<List<Fields>> pages) {
        Map<String, Part> schedules = new LinkedHashMap<>();
        pages.forEach(page -> page.forEach(schedule -> schedule.text("id").ifPresent(id -> {
            Key key = new Key(Duty.SCHEDULE, id);
            schedules.put(id, new Part(key, schedule.text("summary").orElse(id)));
        })));
        return List.copyOf(schedules.values());
    }

    private record Schedules(FeedWriter writer) implements PartByPart.Kind<Fields> {
        @Override
        public Listing list() {
            return SCHEDULES;
        }

        @Override
        public String noun() {
            return "the schedule itself";
        }

        @Override
        public Fields read(Api api, Part schedule, Meter meter) throws ReadFailed, InterruptedException {
            return ShiftSchedule.read(api, schedule.key().id(), meter);
        }

        @Override
        public void write(Part schedule, Fields read) throws InterruptedException {
            String id = schedule.key().id();
            writer.record(id, rows(id, read));
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
