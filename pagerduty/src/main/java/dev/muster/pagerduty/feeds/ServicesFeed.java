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

/// `/services`: what the policies and teams stand behind. Integrations are never asked for: they hold keys.
public final class ServicesFeed {
    /// The type of resource incidents happen on.
    public static final String TYPE = "service";

    private static final String GUARD = "escalation_policy";
    private static final Listing SERVICES = Lists.counted(
            "/services",
            "services",
            "services",
            Reference.kept(List.of("id", "name", "status"), List.of(GUARD, "teams")),
            Cut.ENDS,
            Cut.TEAMS,
            Cut.NAMES);

    private ServicesFeed() {}

    static Reading of(Api api) {
        return new ListingFeed(api, SERVICES, ServicesFeed::rows);
    }

    private static List<Row> rows(String id, Fields service) {
        Key key = new Key(TYPE, id);
        Map<String, String> status =
                service.text("status").map(text -> Map.of("status", text)).orElse(Map.of());
        List<Row> rows = new ArrayList<>(
                Ownership.with(new Row.Resource(key, service.text("name").orElse(id), status), service));
        service.text(GUARD + ".id")
                .map(policy -> new Row.Link(new Key(Duty.POLICY, policy), "guards", key))
                .ifPresent(rows::add);
        Reference.mentionedAt(GUARD, Duty.POLICY, service).forEach(rows::add);
        return rows;
    }
}
