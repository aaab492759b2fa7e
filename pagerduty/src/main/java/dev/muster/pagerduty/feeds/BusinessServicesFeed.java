package dev.muster.pagerduty.feeds;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Part;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.feed.ListingFeed;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import dev.muster.pagerduty.api.TeamRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/business_services`: what customers see of the services. Each belongs to one team at most. Remembers their ids,
/// because what they rest on is asked one by one.
public final class BusinessServicesFeed implements Reading {
    /// The type of resource that customers know.
    public static final String TYPE = "business_service";

    static final Listing SERVICES = Lists.counted(
            "/business_services",
            "business_services",
            "business services",
            Reference.kept(List.of("id", "name"), List.of("team")));

    private final ListingFeed listing;
    private final Map<String, Part> services = new LinkedHashMap<>();

    BusinessServicesFeed(Api api) {
        this.listing = new ListingFeed(api, SERVICES, this::rows);
    }

    @Override
    public FeedOutcome into(FeedWriter writer) throws ReadFailed, InterruptedException {
        return listing.into(writer);
    }

    /// Those that were read, in PagerDuty's order, each once.
    List<Part> services() {
        return List.copyOf(services.values());
    }

    private List<Row> rows(String id, Fields service) {
        Key key = new Key(TYPE, id);
        String name = service.text("name").orElse(id);
        services.put(id, new Part(key, name));
        List<Row> rows = new ArrayList<>();
        rows.add(new Row.Resource(key, name, Map.of()));
        service.text("team.id")
                .map(team -> Ownership.by(new Key(TeamRole.RESOURCE, team), key))
                .ifPresent(rows::add);
        Reference.mentionedAt("team", TeamRole.RESOURCE, service).forEach(rows::add);
        return rows;
    }
}
