package dev.muster.reader;

import static java.util.stream.Collectors.toCollection;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a record of PagerDuty's says of itself and of others.
final class Records {
    private Records() {}

    /// What stands at a path of fields: `user.id`; empty when that is nothing anybody can read.
    static Optional<String> text(JsonNode record, String path) {
        JsonNode node = record;
        for (String field : path.split("\\.")) {
            node = node.path(field);
        }
        return node.isValueNode() && !node.isNull()
                ? Optional.of(node.asString()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /// The items of an array at a path of fields.
    static Stream<JsonNode> each(JsonNode record, String path) {
        JsonNode node = record;
        for (String field : path.split("\\.")) {
            node = node.path(field);
        }
        return node.isArray() ? node.valueStream() : Stream.empty();
    }

    static String id(JsonNode record) {
        return text(record, "id").orElseThrow();
    }

    static Set<String> ids(JsonNode record, String list) {
        return each(record, list).flatMap(one -> text(one, "id").stream()).collect(toCollection(TreeSet::new));
    }

    /// What something is: references end otherwise, and the two kinds of schedules share their ids.
    static String type(JsonNode reference) {
        String type = text(reference, "type").orElse("unknown").replaceFirst("_reference$", "");
        return type.equals("schedule_v3") ? "schedule" : type;
    }

    static String key(JsonNode reference) {
        return type(reference) + " " + id(reference);
    }

    static void names(Facts found, JsonNode record, String list, String type) {
        each(record, list).forEach(reference -> name(found, reference, type));
    }

    static void name(Facts found, JsonNode reference, String type) {
        Optional<String> deleted = text(reference, "deleted_at")
                .map(at -> OffsetDateTime.parse(at).toInstant().toString());
        text(reference, "id")
                .ifPresent(
                        id -> found.named(type, id, text(reference, "summary").orElse(null), deleted.orElse(null)));
    }

    static Map<String, String> some(JsonNode record, String... fields) {
        Map<String, String> some = new HashMap<>();
        for (String field : fields) {
            text(record, field).ifPresent(value -> some.put(field, value));
        }
        return some;
    }

    /// Something that teams own.
    static String object(Facts found, String type, JsonNode object, Map<String, String> attributes) {
        String id = id(object);
        found.resource(type, id, text(object, "name").orElse(id), attributes);
        ids(object, "teams").forEach(team -> owns(found, team, type + " " + id));
        names(found, object, "teams", "team");
        return id;
    }

    static void owns(Facts found, String team, String object) {
        found.link("team " + team, "owns", object, Map.of());
    }
}
