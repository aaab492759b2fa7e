package dev.muster.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Holds examples and answers to their schemas: types, formats, values of enums, every field that is required, and none
/// that nobody describes.
///
/// @param schemas by their names
record ExampleCheck(JsonNode schemas) {

    /// What is wrong with an example, each in one line; nothing where it is one.
    List<String> faults(JsonNode schema, JsonNode example) {
        List<String> faults = new ArrayList<>();
        check("", schema, example, faults);
        return faults;
    }

    private void check(String at, JsonNode schema, JsonNode value, List<String> faults) {
        if (schema.has("$ref")) {
            String to = schema.path("$ref").asString();
            check(at, schemas.path(to.substring(to.lastIndexOf('/') + 1)), value, faults);
            return;
        }
        if (schema.has("oneOf")) {
            if (schema.path("oneOf")
                    .valueStream()
                    .noneMatch(one -> faults(one, value).isEmpty())) {
                faults.add("%s is none of what it can be".formatted(at));
            }
            return;
        }
        List<String> types = types(schema);
        String type = types.getFirst();
        if (value.isNull() && types.contains("null")) {
            return;
        }
        if (!isOf(type, value)) {
            faults.add("%s is no %s".formatted(at, type));
        } else if (type.equals("array")) {
            value.forEach(item -> check(at + "/-", schema.path("items"), item, faults));
        } else if (type.equals("object")) {
            schema.path("required").valueStream().map(JsonNode::asString).forEach(name -> {
                if (!value.has(name)) {
                    faults.add("%s/%s is missing".formatted(at, name));
                }
            });
            value.properties().forEach(field -> field(at, schema, field.getKey(), field.getValue(), faults));
        } else if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(known -> known.equals(value))) {
            faults.add("%s is none of its values".formatted(at));
        } else if (!isFormatted(schema.path("format").asString(""), value)) {
            faults.add("%s has another format".formatted(at));
        }
    }

    /// Several where null is one of them.
    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.valueStream().map(JsonNode::asString).toList() : List.of(type.asString("object"));
    }

    private void field(String at, JsonNode schema, String name, JsonNode value, List<String> faults) {
        String here = at + "/" + name;
        if (schema.path("properties").has(name)) {
            check(here, schema.path("properties").path(name), value, faults);
        } else if (schema.path("additionalProperties").isObject()) {
            check(here, schema.path("additionalProperties"), value, faults);
        } else {
            faults.add(here + " is described nowhere");
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "null" -> value.isNull();
            default -> value.isString();
        };
    }

    private static boolean isFormatted(String format, JsonNode value) {
        return switch (format) {
            case "date-time" -> parses(OffsetDateTime::parse, value);
            case "date" -> parses(LocalDate::parse, value);
            case "uuid" -> parses(UUID::fromString, value);
            default -> true;
        };
    }

    private static boolean parses(Consumer<String> parser, JsonNode value) {
        try {
            parser.accept(value.asString());
            return true;
        } catch (DateTimeException | IllegalArgumentException other) {
            return false;
        }
    }
}
