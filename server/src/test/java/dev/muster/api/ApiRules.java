package dev.muster.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What is asked of a description by OpenAPI, so that people can read it and clients can be made of it: the rules that
/// linters have by themselves, and that everything has words, an example and answers for errors.
final class ApiRules {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Set<String> EVERY_ERROR = Set.of("401", "403", "422", "429", "503", "default");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final JsonNode api;
    private final List<String> faults = new ArrayList<>();

    private ApiRules(JsonNode api) {
        this.api = api;
    }

    /// What is wrong with a description, each in one line.
    static List<String> faults(JsonNode api) {
        var rules = new ApiRules(api);
        rules.head();
        api.path("paths").properties().forEach(path -> rules.path(path.getKey(), path.getValue()));
        rules.operationIds();
        rules.references();
        rules.everywhere("", api);
        return rules.faults;
    }

    private void require(boolean held, String where, String what) {
        if (!held) {
            faults.add("%s must %s".formatted(where, what));
        }
    }

    private static boolean hasText(JsonNode node, String field) {
        return !node.path(field).asString("").isBlank();
    }

    private void head() {
        JsonNode info = api.path("info");
        require(hasText(info, "description") && hasText(info, "title"), "info", "have a title and a description");
        require(hasText(info.path("contact"), "name"), "info", "have a contact");
        require(hasText(info.path("license"), "name"), "info", "have a license");
        require(!api.path("servers").isEmpty(), "servers", "be named");
        api.path("tags")
                .forEach(tag -> require(
                        hasText(tag, "description"), "tag " + tag.path("name").asString(), "have a description"));
    }

    private void path(String path, JsonNode calls) {
        require(!path.endsWith("/") && !path.contains("?"), path, "end without a slash and have no query");
        calls.properties().forEach(call -> call(path, call.getKey() + " " + path, call.getValue()));
    }

    private void call(String path, String where, JsonNode call) {
        require(call.path("summary").asString("").matches(".{5,100}"), where, "have a summary of one line");
        List<String> tags = texts(call.path("tags"));
        require(tags.size() == 1 && names(api.path("tags")).containsAll(tags), where, "have one of the tags");
        parameters(path, where, call.path("parameters"));
        Set<String> answers = new TreeSet<>(call.path("responses").propertyNames());
        require(answers.stream().anyMatch(status -> status.startsWith("2")), where, "have an answer for success");
        require(answers.containsAll(EVERY_ERROR), where, "have an answer for every error");
        require(answers.contains("404") == path.contains("{"), where, "answer 404 where it names something");
        call.path("responses").properties().stream()
                .filter(answer -> !answer.getValue().has("$ref"))
                .forEach(answer -> {
                    require(hasText(answer.getValue(), "description"), where, "describe " + answer.getKey());
                    contents(where + " " + answer.getKey(), answer.getValue());
                });
        if (call.has("requestBody")) {
            require(answers.containsAll(Set.of("400", "413")), where, "say what becomes of a bad body");
            contents(where + " body", call.path("requestBody"));
        }
    }

    private void parameters(String path, String where, JsonNode parameters) {
        Set<String> seen = new HashSet<>();
        parameters.forEach(parameter -> {
            String name = parameter.path("name").asString();
            String of = "%s, parameter %s,".formatted(where, name);
            require(seen.add(name), of, "stand once");
            require(hasText(parameter, "description"), of, "have a description");
            require(hasText(parameter.path("schema"), "type"), of, "have a type");
            example(of, parameter);
        });
        Set<String> ofPath = new TreeSet<>();
        parameters
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("path"))
                .forEach(parameter -> ofPath.add(parameter.path("name").asString()));
        List<String> variables =
                VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
        require(ofPath.equals(new TreeSet<>(variables)), where, "have its variables as parameters");
    }

    private void contents(String where, JsonNode of) {
        of.path("content").properties().stream()
                .filter(content -> content.getKey().endsWith("json"))
                .forEach(content -> example(where, content.getValue()));
    }

    private void example(String where, JsonNode of) {
        require(of.has("example"), where, "have an example");
        if (of.has("example")) {
            new ExampleCheck(api.path("components").path("schemas"))
                    .faults(of.path("schema"), of.path("example"))
                    .forEach(fault -> faults.add("%s has an example whose %s".formatted(where, fault)));
        }
    }

    private void operationIds() {
        Set<String> seen = new HashSet<>();
        api.path("paths")
                .forEach(path -> path.forEach(call -> {
                    String id = call.path("operationId").asString("");
                    require(id.matches("[a-z]+[A-Z][A-Za-z]+"), "operation " + id, "have a name such as listAccounts");
                    require(seen.add(id), "operation " + id, "have a name of its own");
                }));
    }

    private void references() {
        Set<String> used = new TreeSet<>();
        api.findValuesAsString("$ref").forEach(to -> {
            require(!api.at(to.substring(1)).isMissingNode(), to, "be there");
            used.add(to);
        });
        api.path("components")
                .path("schemas")
                .propertyNames()
                .forEach(name -> require(used.contains(SCHEMAS + name), "schema " + name, "be used"));
        api.path("components").path("responses").forEach(answer -> {
            String description = answer.path("description").asString("");
            require(!description.isBlank(), "answer", "have a description");
            contents("answer: " + description, answer);
        });
    }

    private void everywhere(String where, JsonNode node) {
        require(!node.has("$ref") || node.size() == 1, where, "have a reference and nothing beside it");
        if (node.path("enum").isArray()) {
            List<String> values = texts(node.path("enum"));
            require(node.has("type"), where, "have a type beside its enum");
            require(new HashSet<>(values).size() == values.size(), where, "have no value twice");
        }
        node.properties().stream()
                .filter(child -> !child.getKey().equals("example"))
                .forEach(child -> everywhere(where + "/" + child.getKey(), child.getValue()));
        node.valueStream().filter(child -> node.isArray()).forEach(child -> everywhere(where + "/-", child));
    }

    private static List<String> names(JsonNode named) {
        return named.valueStream().map(one -> one.path("name").asString()).toList();
    }

    private static List<String> texts(JsonNode all) {
        return all.valueStream().map(JsonNode::asString).toList();
    }
}
