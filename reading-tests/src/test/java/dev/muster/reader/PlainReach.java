package dev.muster.reader;

import static dev.muster.reader.Records.each;
import static dev.muster.reader.Records.id;
import static dev.muster.reader.Records.ids;
import static dev.muster.reader.Records.key;
import static dev.muster.reader.Records.name;
import static dev.muster.reader.Records.names;
import static dev.muster.reader.Records.owns;
import static dev.muster.reader.Records.text;
import static dev.muster.reader.Records.type;

import dev.muster.reader.PlainApi.Unreadable;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Where data leaves, and what starts by itself.
record PlainReach(PlainApi api, Sight sight) {

    void read() throws InterruptedException {
        sight.add(this::webhooks, this::extensions, this::connections, this::triggers);
    }

    private void webhooks(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode webhook : api.list("/webhook_subscriptions", "webhook_subscriptions")) {
            String id = id(webhook);
            Optional<String> host = text(webhook, "delivery_method.url").map(PlainReach::host);
            String name = text(webhook, "description").or(() -> host).orElse(id);
            found.resource("webhook", id, name, Map.of());
            JsonNode filter = webhook.path("filter");
            if (text(filter, "type").filter(type -> type.startsWith("account")).isPresent()) {
                found.link("account account", "sends to", "webhook " + id, Map.of());
            } else if (text(filter, "id").isPresent() && text(filter, "type").isPresent()) {
                found.link(key(filter), "sends to", "webhook " + id, Map.of());
                name(found, filter, type(filter));
            }
        }
    }

    /// Without the user's name and password, which are secrets.
    private static String host(String url) {
        String authority = URI.create(url).getAuthority();
        return authority.substring(authority.indexOf('@') + 1);
    }

    private void extensions(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode extension : api.list("/extensions", "extensions")) {
            String id = id(extension);
            found.resource("extension", id, text(extension, "name").orElse(id), Map.of());
            ids(extension, "extension_objects")
                    .forEach(service -> found.link("service " + service, "sends to", "extension " + id, Map.of()));
            names(found, extension, "extension_objects", "service");
        }
    }

    private void connections(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode connection : api.cursors("/workflows/integrations/connections?limit=100", "connections")) {
            String id = id(connection);
            found.resource("workflow_connection", id, text(connection, "name").orElse(id), Map.of());
            each(connection, "teams")
                    .flatMap(team -> text(team, "team_id").stream())
                    .forEach(team -> owns(found, team, "workflow_connection " + id));
            JsonNode maker = connection.path("created_by");
            name(found, maker, text(maker, "type").isPresent() ? type(maker) : "user");
        }
    }

    private void triggers(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode trigger : api.cursors("/incident_workflows/triggers?limit=100", "triggers")) {
            String id = id(trigger);
            String name = text(trigger, "workflow.name")
                    .or(() -> text(trigger, "workflow_name"))
                    .orElse(id);
            found.resource("workflow_trigger", id, name, Map.of());
            ids(trigger, "services")
                    .forEach(service -> found.link("service " + service, "starts", "workflow_trigger " + id, Map.of()));
            text(trigger, "permissions.team_id")
                    .ifPresent(team -> found.link("team " + team, "may start", "workflow_trigger " + id, Map.of()));
            names(found, trigger, "services", "service");
        }
    }
}
