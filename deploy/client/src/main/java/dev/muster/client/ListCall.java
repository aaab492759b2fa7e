package dev.muster.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.client.api.AccessDataApi;
import dev.muster.client.api.IntegrationsApi;
import dev.muster.client.api.PeopleApi;
import dev.muster.client.api.TenantApi;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A list that the description has: a call whose answer has `items`.
///
/// @param name   its operation id, which is the name of the generated method
/// @param path   with its variables: `/api/v1/tenants/{tenant}/grants`
/// @param method that was generated for it
record ListCall(String name, String path, Method method) {
    private static final List<Class<?>> GENERATED =
            List.of(AccessDataApi.class, IntegrationsApi.class, PeopleApi.class, TenantApi.class);
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    /// All lists, those with the fewest variables first: what they name, others are asked about.
    static List<ListCall> all(Path description) throws IOException {
        JsonNode api = new ObjectMapper().readTree(description.toFile());
        List<ListCall> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            JsonNode call = path.getValue().path("get");
            JsonNode answer = call.at("/responses/200/content/application~1json/schema");
            if (hasItems(api, answer)) {
                String name = call.path("operationId").asText();
                all.add(new ListCall(name, path.getKey(), generated(name)));
            }
        }
        all.sort(Comparator.comparing((ListCall call) -> call.variables().size()).thenComparing(ListCall::path));
        return all;
    }

    private static boolean hasItems(JsonNode api, JsonNode schema) {
        if (schema.has("$ref")) {
            return hasItems(api, api.at(schema.path("$ref").asText().substring(1)));
        }
        return schema.path("properties").has("items")
                || schema.path("oneOf").valueStream().anyMatch(one -> hasItems(api, one));
    }

    /// The method of that name without headers of one's own.
    private static Method generated(String name) {
        return GENERATED.stream()
                .flatMap(api -> Stream.of(api.getMethods()))
                .filter(method -> method.getName().equals(name))
                .min(Comparator.comparing(Method::getParameterCount))
                .orElseThrow(() -> new IllegalStateException("No method was generated for " + name));
    }

    List<String> variables() {
        return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
    }

    /// The path of the list that names what this one is about: what stands before the last variables. Empty when it is
    /// about nothing.
    String above() {
        Matcher above = Pattern.compile("(.*?)(/\\{[^}]+})+(/[^{}]+)?$").matcher(path);
        return above.matches() ? above.group(1) : "";
    }

    /// The last variables of its path, which stand side by side.
    List<String> about() {
        String rest = path.substring(above().length());
        return VARIABLE.matcher(rest).results().map(found -> found.group(1)).toList();
    }

    boolean isPaged() {
        return has("limit") && has("after");
    }

    boolean has(String parameter) {
        return Stream.of(method.getParameters()).anyMatch(known -> known.getName().equals(parameter));
    }

    Object answer(Caller caller, Arguments asked) throws ApiException {
        Object[] sent = Stream.of(method.getParameters())
                .map(parameter -> fitting(parameter, asked.values().get(parameter.getName())))
                .toArray();
        try {
            return method.invoke(caller.of(method.getDeclaringClass()), sent);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof ApiException refused) {
                throw refused;
            }
            throw new IllegalStateException(thrown.getCause());
        } catch (ReflectiveOperationException notGenerated) {
            throw new IllegalStateException(notGenerated);
        }
    }

    private static Object fitting(Parameter parameter, Object value) {
        if (value == null || parameter.getType().isInstance(value)) {
            return value;
        }
        String text = value.toString();
        return parameter.getType() == UUID.class
                ? UUID.fromString(text)
                : parameter.getType() == Integer.class ? Integer.valueOf(text) : text;
    }
}
