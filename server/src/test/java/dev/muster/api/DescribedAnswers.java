package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds what calls answer to what is described: whatever a test gets, a client that was made of the description can
/// read.
public final class DescribedAnswers {
    private static final JsonNode API = read();

    private DescribedAnswers() {}

    private static JsonNode read() {
        try (InputStream file =
                Objects.requireNonNull(DescribedAnswers.class.getResourceAsStream("/" + ApiDescription.FILE))) {
            return JsonMapper.shared().readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What is described nowhere, and no JSON, passes.
    ///
    /// @throws AssertionError about every field that is not as described
    public static void require(String method, String path, Answer answer) {
        call(method, path)
                .map(call -> schema(call, answer))
                .filter(JsonNode::isObject)
                .ifPresent(schema -> assertThat(
                                new ExampleCheck(API.at("/components/schemas")).faults(schema, answer.json()))
                        .as("%s %s, %d, as described", method, path, answer.status())
                        .isEmpty());
    }

    private static Optional<JsonNode> call(String method, String path) {
        List<String> parts = Arrays.asList(path.split("/"));
        return API.path("paths").properties().stream()
                .filter(described -> isOf(Arrays.asList(described.getKey().split("/")), parts))
                .min(Map.Entry.comparingByKey((one, other) -> variables(one) - variables(other)))
                .map(described -> described.getValue().path(method.toLowerCase(java.util.Locale.ROOT)));
    }

    private static int variables(String template) {
        return template.split("\\{").length;
    }

    private static boolean isOf(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!template.get(i).startsWith("{") && !template.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode schema(JsonNode call, Answer answer) {
        JsonNode responses = call.path("responses");
        JsonNode told =
                responses.has("" + answer.status()) ? responses.path("" + answer.status()) : responses.path("default");
        if (told.has("$ref")) {
            told = API.at(told.path("$ref").asString().substring(1));
        }
        return told.path("content")
                .path(answer.contentType().replaceAll(";.*", ""))
                .path("schema");
    }
}
