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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `/extensions`: other products that services talk to. Their settings hold tokens and are skipped unread.
final class ExtensionsFeed {
    private static final String TYPE = "extension";
    private static final String OBJECTS = "extension_objects";
    private static final Listing EXTENSIONS = Lists.counted(
            "/extensions",
            "extensions",
            "extensions",
            Reference.kept(
                    List.of(
                            "id",
                            "name",
                            "endpoint_url",
                            "extension_schema.id",
                            "extension_schema.summary",
                            "temporarily_disabled"),
                    List.of(OBJECTS)));

    private ExtensionsFeed() {}

    static Reading of(Api api) {
        return new ListingFeed(api, EXTENSIONS, ExtensionsFeed::rows);
    }

    private static List<Row> rows(String id, Fields extension) {
        Key key = new Key(TYPE, id);
        Row resource = new Row.Resource(key, extension.text("name").orElse(id), attributes(extension));
        Stream<Row> links = extension.list(OBJECTS).stream()
                .flatMap(service -> Reference.to(ServicesFeed.TYPE, service).stream())
                .distinct()
                .map(service -> new Row.Link(service, WebhooksFeed.SENDS_TO, key));
        return Stream.of(Stream.of(resource), links, Reference.mentionedIn(OBJECTS, ServicesFeed.TYPE, extension))
                .flatMap(rows -> rows)
                .toList();
    }

    private static Map<String, String> attributes(Fields extension) {
        return new Attributes()
                .with("url", BareUrl.in(extension, "endpoint_url").map(BareUrl::text))
                .with(
                        "schema",
                        extension.text("extension_schema.summary").or(() -> extension.text("extension_schema.id")))
                .with("disabled", extension.isTrue("temporarily_disabled"))
                .map();
    }
}
