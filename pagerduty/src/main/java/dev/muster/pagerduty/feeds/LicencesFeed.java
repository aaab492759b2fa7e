package dev.muster.pagerduty.feeds;

import dev.muster.connector.Entitlement;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.connector.SeatCount;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.feed.ListingFeed;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Listing;
import dev.muster.kit.listing.Paging;
import dev.muster.pagerduty.api.Lists;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `/licenses`: the seats of the account, and how many are taken.
public final class LicencesFeed {
    /// Resources that are counted by their holders.
    public static final String TYPE = "licence";
    static final String HOLDER = "holder";

    static final Listing LICENCES = Lists.of(
            "/licenses",
            "licenses",
            "id",
            Allowed.of("id", "name", "summary", "role_group", "current_value", "allocations_available"),
            "licences",
            Paging.NONE,
            Set.of());
    /// PagerDuty's names for what is kept of a licence. A licence without a number of free seats is not limited.
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "role_group", "role_group", "current_value", SeatCount.USED, "allocations_available", SeatCount.FREE);

    private LicencesFeed() {}

    static Reading licences(Api api, SeatsUsed seats) {
        Reading reading = new ListingFeed(api, LICENCES, (id, licence) -> {
            seats.told(id, licence);
            return licence(id, licence);
        });
        return writer -> {
            try {
                FeedOutcome outcome = reading.into(writer);
                seats.allTold();
                return outcome;
            } finally {
                seats.noneFollows();
            }
        };
    }

    public static List<Entitlement> entitlements() {
        return List.of(new Entitlement(TYPE, HOLDER, "Holder", false));
    }

    private static List<Row> licence(String id, Fields licence) {
        Map<String, String> attributes = new HashMap<>();
        ATTRIBUTES.forEach((theirs, ours) -> licence.text(theirs).ifPresent(value -> attributes.put(ours, value)));
        String name = licence.text("name").or(() -> licence.text("summary")).orElse(id);
        return List.of(new Row.Resource(new Key(TYPE, id), name, attributes));
    }
}
