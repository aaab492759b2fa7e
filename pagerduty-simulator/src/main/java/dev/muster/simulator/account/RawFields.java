package dev.muster.simulator.account;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What tests want objects to say instead of the truth. Safe for many threads.
final class RawFields {

    private final Map<String, Map<String, String>> fields = new ConcurrentHashMap<>();

    void put(String type, String id, String field, String json) {
        fields.computeIfAbsent(key(type, id), key -> new ConcurrentHashMap<>()).put(field, json);
    }

    /// JSON by field; usually none.
    Map<String, String> of(String type, String id) {
        return fields.isEmpty() ? Map.of() : fields.getOrDefault(key(type, id), Map.of());
    }

    private static String key(String type, String id) {
        return type + "/" + id;
    }
}
