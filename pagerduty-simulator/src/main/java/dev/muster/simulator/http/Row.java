package dev.muster.simulator.http;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes one JSON object, field by field. A field a test has put raw JSON in is written so, whatever was meant.
public final class Row {

    private final JsonGenerator json;
    private final Map<String, String> raw;
    private final Set<String> rawWritten;

    private Row(JsonGenerator json, Map<String, String> raw) {
        this.json = json;
        this.raw = raw;
        this.rawWritten = raw.isEmpty() ? Set.of() : new HashSet<>();
    }

    public static Row open(JsonGenerator json) {
        return open(json, Map.of());
    }

    public static Row open(JsonGenerator json, Map<String, String> raw) {
        json.writeStartObject();
        return new Row(json, raw);
    }

    public Row text(String field, @Nullable String value) {
        return field(field, () -> json.writeString(value));
    }

    public Row number(String field, int value) {
        return field(field, () -> json.writeNumber(value));
    }

    public Row flag(String field, boolean value) {
        return field(field, () -> json.writeBoolean(value));
    }

    public Row nothing(String field) {
        return field(field, json::writeNull);
    }

    public Row texts(String field, List<String> values) {
        return field(field, () -> {
            json.writeStartArray();
            values.forEach(json::writeString);
            json.writeEndArray();
        });
    }

    /// An object whose fields the content writes.
    public Row object(String field, Consumer<Row> content) {
        return field(field, () -> {
            var inner = open(json);
            content.accept(inner);
            inner.close();
        });
    }

    /// An array with one object for each item.
    public <T> Row array(String field, List<T> items, BiConsumer<Row, T> content) {
        return field(field, () -> {
            json.writeStartArray();
            for (T item : items) {
                var inner = open(json);
                content.accept(inner, item);
                inner.close();
            }
            json.writeEndArray();
        });
    }

    public void close() {
        raw.forEach((field, value) -> {
            if (!rawWritten.contains(field)) {
                field(field, () -> {});
            }
        });
        json.writeEndObject();
    }

    private Row field(String field, Runnable value) {
        json.writeName(field);
        String replacement = raw.get(field);
        if (replacement == null) {
            value.run();
        } else {
            json.writeRawValue(replacement);
            rawWritten.add(field);
        }
        return this;
    }
}
