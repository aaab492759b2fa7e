package dev.muster.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A description by OpenAPI: what is found in the code, and what people wrote about it.
record DescribedApi(JsonNode json) {
    static final DescribedApi NONE = new DescribedApi(JsonMapper.shared().createObjectNode());

    /// What only people write.
    private static final Set<String> WORDS = Set.of("operationId", "summary", "description", "tags", "example");
    private static final String FOR_ERRORS = "default";
    private static final String SCHEMAS = "/components/schemas";

    List<String> addresses() {
        return List.copyOf(json.path("paths").propertyNames());
    }

    List<String> schemas() {
        return List.copyOf(json.at(SCHEMAS).propertyNames());
    }

    /// All calls at all addresses.
    List<JsonNode> calls() {
        var calls = new ArrayList<JsonNode>();
        json.path("paths").forEach(address -> address.forEach(calls::add));
        return calls;
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
                answers.remove(FOR_ERRORS);
                answers.remove("description");
            }
            object.properties()
                    .forEach(child -> drop(child.getValue(), child.getKey().equals("properties")));
        } else {
            node.forEach(child -> drop(child, false));
        }
    }

    private static void keepWords(JsonNode before, JsonNode now, boolean fields) {
        if (before instanceof ObjectNode from && now instanceof ObjectNode to) {
            from.properties().stream()
                    .filter(word -> !fields && WORDS.contains(word.getKey())
                            || word.getKey().equals(FOR_ERRORS))
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
