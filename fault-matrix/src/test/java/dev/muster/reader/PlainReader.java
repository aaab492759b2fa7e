package dev.muster.reader;

import static dev.muster.reader.PlainApi.each;
import static dev.muster.reader.PlainApi.text;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import dev.muster.reader.PlainApi.Unreadable;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What PagerDuty says of an account, told as Muster should tell it. A list that cannot be read to its end tells
/// nothing; in lists that belong to something, that is true of this one thing alone.
final class PlainReader {
    private static final Map<String, String> ROLES =
            Map.of("manager", "Manager", "responder", "Responder", "observer", "Observer");

    private final PlainApi api;
    private final Facts facts = new Facts();

    /// The teams that users name, of those whose record has a list of them.
    private final Map<String, Set<String>> teamsOfUsers = new TreeMap<>();

    private final Set<String> users = new TreeSet<>();
    private final Set<String> teams = new TreeSet<>();
    private Optional<Map<String, Long>> seats = Optional.empty();

    private PlainReader(PlainApi api) {
        this.api = api;
    }

    static Facts read(PlainApi api) throws InterruptedException {
        return new PlainReader(api).read();
    }

    /// One list and what it tells.
    private interface Part {
        void into(Facts found) throws Unreadable, InterruptedException;
    }

    private Facts read() throws InterruptedException {
        for (Part part : List.<Part>of(
                this::users,
                this::teams,
                this::members,
                this::licences,
                this::holders,
                this::policies,
                this::schedules,
                this::shiftSchedules,
                this::onCalls,
                this::services,
                this::businessServices,
                this::webhooks,
                this::extensions,
                this::connections,
                this::triggers,
                this::delegations,
                this::tags)) {
            readable(part);
        }
        return facts;
    }

    /// Adds what a part tells, unless it cannot be read.
    private boolean readable(Part part) throws InterruptedException {
        Facts found = new Facts();
        try {
            part.into(found);
        } catch (Unreadable notShown) {
            return false;
        }
        facts.add(found);
        return true;
    }

    private void readable(String type, String id, Part part) throws InterruptedException {
        if (!readable(part)) {
            facts.unread(type, id);
        }
    }

    private void users(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode user : api.list("/users", "users")) {
            String id = id(user);
            users.add(id);
            Optional<String> email = text(user, "email");
            found.account(
                    id,
                    text(user, "name").or(() -> email).orElse(id),
                    email.orElse(null),
                    user.path("invitation_sent").asBoolean(false),
                    some(user, "time_zone", "job_title", "created_via_sso"));
            found.grant(id, "account", "account", text(user, "role").orElse("(none)"), "", Map.of());
            if (user.path("teams").isArray()) {
                teamsOfUsers.put(id, ids(user, "teams"));
            }
            names(found, user, "teams", "team");
        }
    }

    private void teams(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode team : api.list("/teams", "teams")) {
            String id = id(team);
            teams.add(id);
            Map<String, String> attributes = some(team, "description");
            text(team, "default_role").ifPresent(role -> {
                switch (role) {
                    case "none" -> attributes.put("private", "true");
                    case "manager" -> attributes.put("private", "false");
                    default -> attributes.put("default_role", role);
                }
            });
            found.resource("team", id, text(team, "name").orElse(id), attributes);
            text(team, "parent.id")
                    .ifPresent(parent -> found.link("team " + parent, "contains", "team " + id, Map.of()));
            name(found, team.path("parent"), "team");
        }
    }

    private void members(Facts found) throws InterruptedException {
        for (String team : teams) {
            readable("team", team, part -> members(team, part));
        }
        teamsOfUsers.forEach((user, named) -> named.stream()
                .filter(team -> !teams.contains(team))
                .forEach(team -> {
                    notTold(found, user, team);
                    found.disagreement(about(user, team), "listed, role not told", "no such team");
                }));
    }

    private void members(String team, Facts found) throws Unreadable, InterruptedException {
        Map<String, Set<String>> roles = new TreeMap<>();
        for (JsonNode member : api.list("/teams/%s/members".formatted(team), "members")) {
            String role = text(member, "role").orElse("(none)");
            String user = text(member, "user.id").orElseThrow();
            roles.computeIfAbsent(user, any -> new TreeSet<>()).add(role);
            found.grant(user, "team", team, role, "", Map.of());
            name(found, member.path("user"), "user");
        }
        teamsOfUsers.forEach((user, named) -> {
            if (named.contains(team) && !roles.containsKey(user)) {
                notTold(found, user, team);
                found.disagreement(about(user, team), "listed, role not told", "not listed");
            }
        });
        roles.forEach((user, held) -> {
            if (teamsOfUsers.containsKey(user) && !teamsOfUsers.get(user).contains(team)) {
                String titles = held.stream().map(PlainReader::title).sorted().collect(joining(" and "));
                found.disagreement(about(user, team), "not listed", titles);
            }
        });
    }

    private static void notTold(Facts found, String user, String team) {
        found.grant(user, "team", team, "(not told)", "", Map.of());
    }

    private static String about(String user, String team) {
        return "user %s and team %s".formatted(user, team);
    }

    private static String title(String role) {
        return ROLES.getOrDefault(role, role.startsWith("(") ? "Unknown " + role : "Unknown (%s)".formatted(role));
    }

    private void licences(Facts found) throws Unreadable, InterruptedException {
        Map<String, Long> used = new TreeMap<>();
        for (JsonNode licence : api.get("/licenses").path("licenses")) {
            String id = id(licence);
            Map<String, String> attributes = some(licence, "role_group");
            text(licence, "current_value").ifPresent(count -> {
                attributes.put("seats_used", count);
                used.put(id, Long.valueOf(count));
            });
            text(licence, "allocations_available").ifPresent(count -> attributes.put("seats_available", count));
            found.resource("licence", id, text(licence, "name").orElse(id), attributes);
        }
        seats = Optional.of(used);
    }

    private void holders(Facts found) throws Unreadable, InterruptedException {
        Map<String, Set<String>> holders = new HashMap<>();
        for (JsonNode allocation : api.list("/license_allocations", "license_allocations")) {
            String user = text(allocation, "user.id").orElseThrow();
            String licence = text(allocation, "license.id").orElseThrow();
            holders.computeIfAbsent(licence, any -> new TreeSet<>()).add(user);
            Map<String, String> since = new HashMap<>();
            text(allocation, "allocated_at").ifPresent(at -> since.put("since", at));
            found.grant(user, "licence", licence, "holder", "", since);
            name(found, allocation.path("user"), "user");
            name(found, allocation.path("license"), "licence");
        }
        seats.orElse(Map.of()).forEach((licence, used) -> {
            long held = holders.getOrDefault(licence, Set.of()).size();
            if (used != held) {
                found.disagreement("licence " + licence, used + " used", held + " held");
            }
        });
    }

    private void policies(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode policy : api.list("/escalation_policies", "escalation_policies")) {
            String id = object(found, "escalation_policy", policy, Map.of());
            Map<String, Set<Integer>> levels = new TreeMap<>();
            int level = 0;
            for (JsonNode rule : each(policy, "escalation_rules").toList()) {
                level++;
                for (JsonNode target : each(rule, "targets").toList()) {
                    levels.computeIfAbsent(key(target), any -> new TreeSet<>()).add(level);
                    name(found, target, type(target));
                }
            }
            levels.forEach((target, paged) -> {
                if (target.startsWith("user ")) {
                    paged.forEach(number -> found.grant(
                            target.substring(5), "escalation_policy", id, "target", "level " + number, Map.of()));
                } else {
                    String all = paged.stream().map(String::valueOf).collect(joining(","));
                    found.link(target, "feeds", "escalation_policy " + id, Map.of("levels", all));
                }
            });
            names(found, policy, "services", "service");
        }
    }

    private void schedules(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode schedule : api.list("/schedules", "schedules")) {
            schedule(found, schedule, "layers");
        }
    }

    private void shiftSchedules(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode listed : api.list("/v3/schedules", "schedules")) {
            String id = id(listed);
            readable(
                    "schedule",
                    id,
                    part -> schedule(part, api.get("/v3/schedules/" + id).path("schedule"), "shifts"));
        }
    }

    private void schedule(Facts found, JsonNode schedule, String kind) {
        String id = object(found, "schedule", schedule, Map.of("kind", kind));
        Set<String> turns = ids(schedule, "users");
        each(schedule, "rotations")
                .flatMap(rotation -> each(rotation, "events"))
                .flatMap(event -> each(event, "assignment_strategy.members"))
                .forEach(member -> text(member, "user_id").ifPresent(turns::add));
        turns.forEach(user -> found.grant(user, "schedule", id, "rotation", "", Map.of()));
        names(found, schedule, "users", "user");
        names(found, schedule, "escalation_policies", "escalation_policy");
    }

    private void onCalls(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode onCall : api.list("/oncalls", "oncalls")) {
            String user = text(onCall, "user.id").orElseThrow();
            Map<String, String> attributes = some(onCall, "start", "end");
            text(onCall, "escalation_level").ifPresent(level -> attributes.put("level", level));
            text(onCall, "schedule.id").ifPresent(schedule -> attributes.put("schedule", schedule));
            String through = Stream.of("level", "schedule", "start")
                    .filter(attributes::containsKey)
                    .map(part -> (part.equals("start") ? "from" : part) + " " + attributes.get(part))
                    .collect(joining(", "));
            found.grant(
                    user,
                    "escalation_policy",
                    text(onCall, "escalation_policy.id").orElseThrow(),
                    "on_call",
                    through,
                    attributes);
            name(found, onCall.path("user"), "user");
            name(found, onCall.path("escalation_policy"), "escalation_policy");
            name(found, onCall.path("schedule"), "schedule");
            if (!users.contains(user)) {
                found.disagreement("user " + user, "on call", "not listed");
            }
        }
    }

    private void services(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode service : api.list("/services", "services")) {
            String id = object(found, "service", service, some(service, "status"));
            text(service, "escalation_policy.id")
                    .ifPresent(
                            policy -> found.link("escalation_policy " + policy, "guards", "service " + id, Map.of()));
            name(found, service.path("escalation_policy"), "escalation_policy");
        }
    }

    private void businessServices(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode service : api.list("/business_services", "business_services")) {
            String id = object(found, "business_service", service, Map.of());
            text(service, "team.id").ifPresent(team -> owns(found, team, "business_service " + id));
            name(found, service.path("team"), "team");
        }
    }

    private void webhooks(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode webhook : api.list("/webhook_subscriptions", "webhook_subscriptions")) {
            String id = id(webhook);
            Optional<String> host = text(webhook, "delivery_method.url").map(PlainReader::host);
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

    private void delegations(Facts found) throws InterruptedException {
        for (String user : users) {
            readable("user", user, part -> delegations(user, part));
        }
    }

    /// Of several for one client and kind the newest tells when somebody signed in last.
    private void delegations(String user, Facts found) throws Unreadable, InterruptedException {
        Map<List<String>, OffsetDateTime> newest = new HashMap<>();
        for (JsonNode each :
                api.cursors("/users/%s/oauth_delegations?limit=100".formatted(user), "oauth_delegations")) {
            if (text(each, "status").filter("issued"::equals).isPresent()) {
                String kind = text(each, "delegation_type")
                        .or(() -> text(each, "type"))
                        .orElseThrow();
                OffsetDateTime at =
                        text(each, "created_at").map(OffsetDateTime::parse).orElse(OffsetDateTime.MIN);
                newest.merge(
                        List.of(text(each, "client_id").orElseThrow(), kind),
                        at,
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        newest.forEach((held, at) -> {
            Map<String, String> attributes = at.equals(OffsetDateTime.MIN)
                    ? Map.of()
                    : Map.of("newest", at.toInstant().toString());
            found.resource("oauth_client", held.getFirst(), held.getFirst(), Map.of());
            found.grant(user, "oauth_client", held.getFirst(), held.getLast(), "", attributes);
        });
    }

    private void tags(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode tag : api.list("/tags", "tags")) {
            String id = id(tag);
            readable("tag", id, part -> {
                part.resource("tag", id, text(tag, "label").orElse(id), Map.of());
                labelled(part, id, "users", "user");
                labelled(part, id, "teams", "team");
                labelled(part, id, "escalation_policies", "escalation_policy");
            });
        }
    }

    private void labelled(Facts found, String tag, String list, String type) throws Unreadable, InterruptedException {
        for (JsonNode object : api.list("/tags/%s/%s".formatted(tag, list), list)) {
            found.link("tag " + tag, "labels", type + " " + id(object), Map.of());
            name(found, object, type);
        }
    }

    /// Something that teams own.
    private static String object(Facts found, String type, JsonNode object, Map<String, String> attributes) {
        String id = id(object);
        found.resource(type, id, text(object, "name").orElse(id), attributes);
        ids(object, "teams").forEach(team -> owns(found, team, type + " " + id));
        names(found, object, "teams", "team");
        return id;
    }

    private static void owns(Facts found, String team, String object) {
        found.link("team " + team, "owns", object, Map.of());
    }

    private static String id(JsonNode record) {
        return text(record, "id").orElseThrow();
    }

    private static Set<String> ids(JsonNode record, String list) {
        return each(record, list).flatMap(one -> text(one, "id").stream()).collect(toCollection(TreeSet::new));
    }

    /// What something is: references end otherwise, and the two kinds of schedules share their ids.
    private static String type(JsonNode reference) {
        String type = text(reference, "type").orElse("unknown").replaceFirst("_reference$", "");
        return type.equals("schedule_v3") ? "schedule" : type;
    }

    private static String key(JsonNode reference) {
        return type(reference) + " " + id(reference);
    }

    private static void names(Facts found, JsonNode record, String list, String type) {
        each(record, list).forEach(reference -> name(found, reference, type));
    }

    private static void name(Facts found, JsonNode reference, String type) {
        Optional<String> deleted = text(reference, "deleted_at")
                .map(at -> OffsetDateTime.parse(at).toInstant().toString());
        text(reference, "id")
                .ifPresent(
                        id -> found.named(type, id, text(reference, "summary").orElse(null), deleted.orElse(null)));
    }

    private static Map<String, String> some(JsonNode record, String... fields) {
        Map<String, String> some = new HashMap<>();
        for (String field : fields) {
            text(record, field).ifPresent(value -> some.put(field, value));
        }
        return some;
    }
}
