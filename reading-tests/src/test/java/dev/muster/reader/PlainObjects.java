package dev.muster.reader;

import static dev.muster.reader.Records.each;
import static dev.muster.reader.Records.id;
import static dev.muster.reader.Records.ids;
import static dev.muster.reader.Records.key;
import static dev.muster.reader.Records.name;
import static dev.muster.reader.Records.names;
import static dev.muster.reader.Records.object;
import static dev.muster.reader.Records.owns;
import static dev.muster.reader.Records.some;
import static dev.muster.reader.Records.text;
import static dev.muster.reader.Records.type;
import static java.util.stream.Collectors.joining;

import dev.muster.reader.PlainApi.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What people answer for: policies, schedules, services, and what is tagged.
///
/// @param users the ids of all
record PlainObjects(PlainApi api, Sight sight, Set<String> users) {

    void read() throws InterruptedException {
        sight.add(
                this::policies,
                this::schedules,
                this::shiftSchedules,
                this::onCalls,
                this::services,
                this::businessServices,
                this::dependencies,
                this::tags);
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
            sight.add(
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

    /// What is told between two of which one cannot be read is of that one too. When none can, they are not offered.
    private void dependencies(Facts found) throws Unreadable, InterruptedException {
        List<String> services = api.list("/business_services", "business_services").stream()
                .map(Records::id)
                .toList();
        List<JsonNode> told = new ArrayList<>();
        Set<String> unread = new TreeSet<>();
        boolean isRefused = !services.isEmpty();
        for (String service : services) {
            try {
                api.get("/service_dependencies/business_services/" + service)
                        .path("relationships")
                        .forEach(told::add);
                isRefused = false;
            } catch (Unreadable notShown) {
                unread.add("business_service " + service);
                isRefused &= notShown.isRefusal();
            }
        }
        if (isRefused) {
            return;
        }
        services.stream()
                .filter(service -> unread.contains("business_service " + service))
                .forEach(service -> found.unread("business_service", service));
        told.stream()
                .filter(each -> ends(each).noneMatch(end -> unread.contains(end(end))))
                .forEach(each -> {
                    found.link(
                            end(each.path("supporting_service")),
                            "supports",
                            end(each.path("dependent_service")),
                            Map.of());
                    ends(each).forEach(end -> name(found, end, end(end).split(" ")[0]));
                });
    }

    private static Stream<JsonNode> ends(JsonNode dependency) {
        return Stream.of(dependency.path("supporting_service"), dependency.path("dependent_service"));
    }

    private static String end(JsonNode reference) {
        return key(reference).replaceFirst("^technical_", "");
    }

    private void tags(Facts found) throws Unreadable, InterruptedException {
        for (JsonNode tag : api.list("/tags", "tags")) {
            String id = id(tag);
            sight.add("tag", id, part -> {
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
}
