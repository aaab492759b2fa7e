package dev.muster.pagerduty.feeds;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.feed.ListingFeed;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Cut;
import dev.muster.kit.listing.Listing;
import dev.muster.pagerduty.api.Duty;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `/schedules`: schedules made of layers, and who takes turns on them, users who are gone too.
final class SchedulesFeed {
    /// The policies that page by a schedule, in its record.
    static final String POLICIES = "escalation_policies";

    private static final Listing SCHEDULES = Lists.counted(
            "/schedules",
            "schedules",
            "schedules",
            Reference.kept(List.of("id", "name"), List.of("users", "teams", POLICIES)),
            Cut.TEAMS,
            Cut.NAMES);

    private SchedulesFeed() {}

    static Reading of(Api api) {
        return new ListingFeed(api, SCHEDULES, SchedulesFeed::rows);
    }

    private static List<Row> rows(String id, Fields schedule) {
        var users = schedule.list("users").stream().flatMap(user -> user.text("id").stream());
        return rows(id, "layers", schedule, users);
    }

    /// A schedule of either kind.
    ///
    /// @param users ids of those who take turns, perhaps more than once
    static List<Row> rows(String id, String kind, Fields schedule, Stream<String> users) {
        Key key = new Key(Duty.SCHEDULE, id);
        var resource = new Row.Resource(key, schedule.text("name").orElse(id), Map.of("kind", kind));
        List<Row> rows = new ArrayList<>(Ownership.with(resource, schedule));
        users.distinct()
                .map(user -> new Row.Grant(new Key(UsersFeed.TYPE, user), key, Duty.ROTATION))
                .forEach(rows::add);
        Reference.mentionedIn("users", UsersFeed.TYPE, schedule).forEach(rows::add);
        Reference.mentionedIn(POLICIES, Duty.POLICY, schedule).forEach(rows::add);
        return rows;
    }
}
