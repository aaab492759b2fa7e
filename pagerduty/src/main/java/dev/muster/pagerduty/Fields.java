package dev.muster.pagerduty;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The fields of one record that are on an allow-list, by path: `name`, `user.id`.
///
/// What is not on the list is skipped unread, because PagerDuty's records hold secrets in fields it does not name in
/// its documentation. A null, a missing field and an object where a text should be are all the same: not there.
final class Fields {
    private final Map<String, String> values;

    private Fields(Map<String, String> values) {
        this.values = values;
    }

    /// Reads the object at which the parser stands, to its end.
    static Fields read(JsonParser json, Set<String> allowed) {
        Map<String, String> values = new HashMap<>();
        readInto(values, "", json, allowed);
        return new Fields(values);
    }

    /// No fields at all, for a record that is not even an object.
    static Fields none() {
        return new Fields(Map.of());
    }

    /// The value with surrounding spaces, as it came; empty when it is missing or blank.
    Optional<String> text(String path) {
        return Optional.ofNullable(values.get(path)).filter(text -> !text.isBlank());
    }

    boolean isTrue(String path) {
        return "true".equals(values.get(path));
    }

    private static void readInto(Map<String, String> values, String prefix, JsonParser json, Set<String> allowed) {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && leadsTo(path, allowed)) {
                readInto(values, path + ".", json, allowed);
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL && allowed.contains(path)) {
                values.put(path, storable(json.getString()));
            } else {
                json.skipChildren();
            }
        }
    }

    private static boolean leadsTo(String path, Set<String> allowed) {
        return allowed.stream().anyMatch(field -> field.startsWith(path + "."));
    }

    /// PostgreSQL cannot hold the character U+0000, and nobody can read it; it becomes a visible replacement.
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
