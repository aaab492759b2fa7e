package dev.muster.pagerduty.feeds;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.feed.ListingFeed;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Listing;
import dev.muster.pagerduty.api.Attributes;
import dev.muster.pagerduty.api.BareUrl;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `/webhook_subscriptions`: where PagerDuty sends events of the account, a team or a service. Secrets and headers are
/// skipped unread.
final class WebhooksFeed {
    /// From what is told about to where it is told.
    static final String SENDS_TO = "sends to";

    private static final String TYPE = "webhook";
    private static final Listing WEBHOOKS = Lists.counted(
            "/webhook_subscriptions",
            "webhook_subscriptions",
            "webhooks",
            Reference.kept(
                    List.of("id", "description", "active", "delivery_method.url", "events", "filter.type"),
                    List.of("filter")));

    private WebhooksFeed() {}

    static Reading of(Api api) {
        return new ListingFeed(api, WEBHOOKS, WebhooksFeed::rows);
    }

    private static List<Row> rows(String id, Fields webhook) {
        Key key = new Key(TYPE, id);
        List<Row> rows = new ArrayList<>();
        rows.add(new Row.Resource(key, name(id, webhook), attributes(webhook)));
        if (isAboutAccount(webhook)) {
            rows.add(new Row.Link(AccountFeed.ACCOUNT, SENDS_TO, key));
        } else {
            Reference.at("filter", webhook).ifPresent(source -> {
                rows.add(new Row.Link(source, SENDS_TO, key));
                Reference.mentionedAt("filter", source.type(), webhook).forEach(rows::add);
            });
        }
        return rows;
    }

    /// The account itself is named without an id, or with one that nothing else uses.
    private static boolean isAboutAccount(Fields webhook) {
        return webhook.text("filter.type")
                .filter(type -> type.startsWith(AccountFeed.ACCOUNT.type()))
                .isPresent();
    }

    /// Webhooks have no name: what somebody wrote about them, or else the host, has to do.
    private static String name(String id, Fields webhook) {
        return webhook.text("description")
                .or(() -> BareUrl.in(webhook, "delivery_method.url").map(BareUrl::host))
                .filter(text -> !text.isBlank())
                .orElse(id);
    }

    private static Map<String, String> attributes(Fields webhook) {
        return new Attributes()
                .with("url", BareUrl.in(webhook, "delivery_method.url").map(BareUrl::text))
                .with("active", webhook.text("active"))
                .with("events", webhook.texts("events"))
                .map();
    }
}
