package dev.muster.snapshot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads a JSON text into objects, lists and plain values, as Jackson understands it.
final class JsonText {
    /// A JSON object.
    ///
    /// @param all objects are of this class, arrays lists, null is null
    record Fields(Map<String, @Nullable Object> all) {
        @Nullable
        Object get(String name) {
            return all.get(name);
        }

        Fields object(String name) {
            return asObject(all.get(name));
        }

        List<Fields> objects(String name) {
            if (!(all.get(name) instanceof List<?> objects)) {
                throw new AssertionError("There is no array %s in %s".formatted(name, all.keySet()));
            }
            return objects.stream().map(JsonText::asObject).toList();
        }
    }

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    /// @throws AssertionError when it is no object, or anything follows it
    static Fields parse(String text) {
        try (JsonParser json = STRICT.createParser(ObjectReadContext.empty(), text)) {
            Object value = value(json, json.nextToken());
            if (json.nextToken() != null) {
                throw new AssertionError("Something follows the JSON value");
            }
            return asObject(value);
        }
    }

    private static Fields asObject(@Nullable Object value) {
        if (value instanceof Fields object) {
            return object;
        }
        throw new AssertionError("Not an object: " + value);
    }

    private static @Nullable Object value(JsonParser json, @Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw new AssertionError("Not expected: " + token);
        };
    }

    private static Fields object(JsonParser json) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            object.put(name, value(json, json.nextToken()));
        }
        return new Fields(object);
    }

    private static List<@Nullable Object> array(JsonParser json) {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            array.add(value(json, next));
        }
        return array;
    }
}
