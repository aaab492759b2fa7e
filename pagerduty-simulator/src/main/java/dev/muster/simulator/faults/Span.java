package dev.muster.simulator.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.simulator.http.Json;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Where a JSON value stands in a text.
///
/// @param start first byte
/// @param end   byte after the last
record Span(int start, int end) {

    static Span all(byte[] json) {
        return new Span(0, json.length);
    }

    /// The value of a field of the object in this span.
    Optional<Span> field(byte[] json, String name) {
        try (var parser = parser(json)) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals(name);
                parser.nextToken();
                var value = value(parser);
                if (wanted) {
                    return Optional.of(value);
                }
            }
            return Optional.empty();
        }
    }

    /// Name of the first field of the object in this span that holds an array, empty or not.
    Optional<String> firstArray(byte[] json) {
        try (var parser = parser(json)) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    return Optional.of(parser.currentName());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        }
    }

    /// What stands in this span.
    String text(byte[] json) {
        return new String(json, start, end - start, UTF_8);
    }

    /// The items of the first array that has any, in the answer in this span.
    List<Span> items(byte[] json) {
        return rows(json, false);
    }

    /// The rows of the answer in this span: the items of its first array that has any, or its first object.
    List<Span> rows(byte[] json) {
        return rows(json, true);
    }

    private List<Span> rows(byte[] json, boolean orObject) {
        List<Span> rows = new ArrayList<>();
        try (var parser = parser(json)) {
            while (rows.isEmpty() && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                JsonToken first = parser.nextToken();
                if (first == JsonToken.START_OBJECT) {
                    Span object = value(parser);
                    if (orObject) {
                        rows.add(object);
                    }
                }
                while (first == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
                    rows.add(value(parser));
                }
            }
        }
        return rows;
    }

    /// The text with something else in the place of this span.
    byte[] replacedBy(byte[] replacement, byte[] json) {
        var out = new ByteArrayOutputStream(json.length + replacement.length);
        out.write(json, 0, start);
        out.writeBytes(replacement);
        out.write(json, end, json.length - end);
        return out.toByteArray();
    }

    private JsonParser parser(byte[] json) {
        var parser = Json.read(json, start, end - start);
        parser.nextToken();
        return parser;
    }

    private Span value(JsonParser parser) {
        long from = parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken().isScalarValue()) {
            parser.getString();
        } else {
            parser.skipChildren();
        }
        long to = parser.currentLocation().getByteOffset();
        return new Span(start + (int) from, start + (int) to);
    }
}
