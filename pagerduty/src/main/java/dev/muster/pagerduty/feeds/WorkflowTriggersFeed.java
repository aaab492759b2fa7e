package dev.muster.pagerduty.feeds;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.feed.ListingFeed;
import dev.muster.kit.feed.Reading;
import dev.muster.kit.listing.Listing;
import dev.muster.pagerduty.api.Attributes;
import dev.muster.pagerduty.api.Lists;
import dev.muster.pagerduty.api.Reference;
import dev.muster.pagerduty.api.TeamRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// `/incident_workflows/triggers`: what starts incident workflows, and who may.
final class WorkflowTriggersFeed {
    private static final String TYPE = "workflow_trigger";
    private static final Listing TRIGGERS = Lists.of(
            "/incident_workflows/triggers",
            "triggers",
            "id",
            Reference.kept(
                    List.of(
                            "id",
                            "trigger_type",
                            "workflow.id",
                            "workflow.name",
                            "workflow_name",
                            "is_subscribed_to_all_services",
                            "permissions.restricted",
                            "permissions.team_id"),
                    List.of("services")),
            "workflow triggers",
            Lists.CURSOR,
            Set.of());

    private WorkflowTriggersFeed() {}

    static Reading of(Api api) {
        return new ListingFeed(api, TRIGGERS, WorkflowTriggersFeed::rows);
    }

    private static List<Row> rows(String id, Fields trigger) {
        Key key = new Key(TYPE, id);
        String name = trigger.text("workflow.name")
                .or(() -> trigger.text("workflow_name"))
                .orElse(id);
        Row resource = new Row.Resource(key, name, attributes(trigger));
        return Stream.of(
                        Stream.of(resource),
                        starts(trigger, key),
                        mayStart(trigger, key),
                        Reference.mentionedIn("services", ServicesFeed.TYPE, trigger))
                .flatMap(rows -> rows)
                .toList();
    }

    /// A trigger that hears of every service names none; an attribute says so.
    private static Stream<Row> starts(Fields trigger, Key key) {
        return trigger.list("services").stream()
                .flatMap(service -> Reference.to(ServicesFeed.TYPE, service).stream())
                .distinct()
                .map(service -> new Row.Link(service, "starts", key));
    }

    private static Stream<Row> mayStart(Fields trigger, Key key) {
        return trigger.text("permissions.team_id").stream()
                .map(team -> new Row.Link(new Key(TeamRole.RESOURCE, team), "may start", key));
    }

    private static Map<String, String> attributes(Fields trigger) {
        return new Attributes()
                .with("trigger_type", trigger.text("trigger_type"))
                .with("workflow", trigger.text("workflow.id"))
                .with("restricted", trigger.isTrue("permissions.restricted"))
                .with("all_services", trigger.isTrue("is_subscribed_to_all_services"))
                .map();
    }
}
