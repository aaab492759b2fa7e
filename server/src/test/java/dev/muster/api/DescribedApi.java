package dev.muster.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A description by OpenAPI: what is found in the code, and what people wrote about it.
record DescribedApi(JsonNode json) {
    static final DescribedApi NONE = new DescribedApi(JsonMapper.shared().createObjectNode());

    /// What only people write.
    private static final Set<String> WORDS = Set.of("operationId", "summary", "description", "tags", "example");
    private static final Pattern FOR_ERRORS = Pattern.compile("default|[45]..");
    private static final String SCHEMAS = "/components/schemas";
    /// What errors are, which no type of the code says.
    private static final String PROBLEM = "Problem";

    List<String> addresses() {
        return List.copyOf(json.path("paths").propertyNames());
    }

    List<String> schemas() {
        return json.at(SCHEMAS).propertyNames().stream()
                .filter(name -> !name.equals(PROBLEM))
                .toList();
    }

    /// One thing of a kind, without words.
    JsonNode bare(String kind, String name) {
        JsonNode bare = json.at(kind).path(name).deepCopy();
        drop(bare, false);
        return bare;
    }

    /// This description with the calls and fields of another, and its own words where there are some.
    DescribedApi with(DescribedApi found) {
        ObjectNode now = (ObjectNode) json.deepCopy();
        ObjectNode paths = byName(found.json.path("paths"));
        ObjectNode schemas = byName(found.json.at(SCHEMAS));
        keepWords(json.path("paths"), paths, false);
        keepWords(json.at(SCHEMAS), schemas, false);
        schemas.set(PROBLEM, json.at(SCHEMAS).path(PROBLEM));
        now.set("paths", paths);
        ((ObjectNode) now.path("components")).set("schemas", schemas);
        return new DescribedApi(now);
    }

    private static ObjectNode byName(JsonNode node) {
        ObjectNode sorted = JsonMapper.shared().createObjectNode();
        node.propertyNames().stream()
                .sorted()
                .forEach(name -> sorted.set(name, node.path(name).deepCopy()));
        return sorted;
    }

    /// @param fields whether the names of this node are those of fields, which may be called like words
    private static void drop(JsonNode node, boolean fields) {
        if (node instanceof ObjectNode object) {
            if (!fields) {
                object.remove(WORDS);
            }
            if (object.get("responses") instanceof ObjectNode answers) {
                answers.remove(errors(answers));
                answers.remove("description");
            }
            object.properties()
                    .forEach(child -> drop(child.getValue(), child.getKey().equals("properties")));
        } else {
            node.forEach(child -> drop(child, false));
        }
    }

    private static List<String> errors(ObjectNode answers) {
        return answers.propertyNames().stream()
                .filter(status -> FOR_ERRORS.matcher(status).matches())
                .toList();
    }

    private static void keepWords(JsonNode before, JsonNode now, boolean fields) {
        if (before instanceof ObjectNode from && now instanceof ObjectNode to) {
            from.properties().stream()
                    .filter(word -> !fields && WORDS.contains(word.getKey())
                            || FOR_ERRORS.matcher(word.getKey()).matches())
                    .forEach(word -> to.set(word.getKey(), word.getValue()));
            for (Map.Entry<String, JsonNode> child : List.copyOf(to.properties())) {
                keepWords(
                        from.path(child.getKey()),
                        child.getValue(),
                        child.getKey().equals("properties"));
            }
        } else if (before instanceof ArrayNode from && now instanceof ArrayNode to) {
            to.forEach(child -> sameName(from, child).ifPresent(same -> keepWords(same, child, false)));
        }
    }

    private static Optional<JsonNode> sameName(ArrayNode among, JsonNode wanted) {
        return among.valueStream()
                .filter(one -> one.has("name") && one.path("name").equals(wanted.path("name")))
                .findFirst();
    }
}
