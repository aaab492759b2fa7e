package dev.muster.pagerduty.feeds;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.feed.ListingFeed;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Listing;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import dev.muster.pagerduty.api.TeamRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `/business_services`: what customers see of the services. Each belongs to one team at most.
public final class BusinessServicesFeed {
    /// The type of resource that customers know.
    public static final String TYPE = "business_service";

    private static final Listing SERVICES = Lists.counted(
            "/business_services",
            "business_services",
            "business services",
            Reference.kept(List.of("id", "name"), List.of("team")));

    private BusinessServicesFeed() {}

    static Reading of(Api api) {
        return new ListingFeed(api, SERVICES, BusinessServicesFeed::rows);
    }

    private static List<Row> rows(String id, Fields service) {
        Key key = new Key(TYPE, id);
        List<Row> rows = new ArrayList<>();
        rows.add(new Row.Resource(key, service.text("name").orElse(id), Map.of()));
        service.text("team.id")
                .map(team -> Ownership.by(new Key(TeamRole.RESOURCE, team), key))
                .ifPresent(rows::add);
        Reference.mentionedAt("team", TeamRole.RESOURCE, service).forEach(rows::add);
        return rows;
    }
}
