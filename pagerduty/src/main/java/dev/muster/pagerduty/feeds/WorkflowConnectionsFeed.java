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
import dev.muster.pagerduty.api.TeamRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `/workflows/integrations/connections`: what workflows may do in other products, in whose name. Their settings are
/// skipped unread.
final class WorkflowConnectionsFeed {
    private static final String TYPE = "workflow_connection";
    private static final String MAKER = "created_by";
    private static final Listing CONNECTIONS = Lists.of(
            "/workflows/integrations/connections",
            "connections",
            "id",
            Reference.kept(
                    List.of(
                            "id",
                            "name",
                            "integration_id",
                            "service_url",
                            "scopes",
                            "apps.app_id",
                            "teams.team_id",
                            MAKER + ".type"),
                    List.of(MAKER)),
            "workflow connections",
            Lists.CURSOR,
            Set.of());

    private WorkflowConnectionsFeed() {}

    static Reading of(Api api) {
        return new ListingFeed(api, CONNECTIONS, WorkflowConnectionsFeed::rows);
    }

    private static List<Row> rows(String id, Fields connection) {
        Key key = new Key(TYPE, id);
        Row resource = new Row.Resource(key, connection.text("name").orElse(id), attributes(connection));
        Stream<Row> links = each(connection, "teams", "team_id")
                .map(team -> new Row.Link(new Key(TeamRole.RESOURCE, team), "owns", key));
        return Stream.of(Stream.of(resource), links, maker(connection))
                .flatMap(rows -> rows)
                .toList();
    }

    /// A user, unless it says otherwise: an app may make one too.
    private static Stream<Row> maker(Fields connection) {
        String type = Reference.at(MAKER, connection).map(Key::type).orElse(UsersFeed.TYPE);
        return Reference.mentionedAt(MAKER, type, connection);
    }

    private static Map<String, String> attributes(Fields connection) {
        return new Attributes()
                .with("integration", connection.text("integration_id"))
                .with("url", BareUrl.in(connection, "service_url").map(BareUrl::text))
                .with("scopes", connection.texts("scopes"))
                .with("apps", each(connection, "apps", "app_id").toList())
                .with("created_by", connection.text(MAKER + ".id"))
                .map();
    }

    private static Stream<String> each(Fields connection, String list, String field) {
        return connection.list(list).stream()
                .map(one -> one.text(field))
                .flatMap(Optional::stream)
                .distinct();
    }
}
