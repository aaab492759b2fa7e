package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.MusterTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The calls that the user guide shows are calls that the API describes.
@MusterTest
class ApiExamplesTest {
    private static final Path GUIDE = Path.of("../docs/user-guide.md");
    private static final Pattern CALL = Pattern.compile(
            "curl((?:[^\"\\n]|\"[^\"\\n]*\"|\\\\\\n)*?)\"\\$api/([^\"?]*)(?:\\?([^\"]*))?\"((?:\\\\\\n|[^\\n])*)");

    @LocalServerPort
    private int port;

    private JsonNode described = JsonMapper.shared().missingNode();

    /// @param path  below the tenant's address, its variables as in the guide: `/integrations/$id`
    /// @param query names of its parameters
    /// @param body  what is sent, if it is written out
    private record Example(String method, String path, List<String> query, Optional<JsonNode> body) {
        static Example of(MatchResult call) {
            String all = call.group();
            String method = Pattern.compile("-X ([A-Z]+)")
                    .matcher(all)
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElse("GET");
            List<String> query = call.group(3) == null
                    ? List.of()
                    : List.of(call.group(3).split("&")).stream()
                            .map(pair -> pair.replaceAll("=.*", ""))
                            .toList();
            Optional<JsonNode> body = Pattern.compile("-d '(\\{[^']*})'")
                    .matcher(all)
                    .results()
                    .map(found -> JsonMapper.shared().readTree(found.group(1)))
                    .findFirst();
            return new Example(method.toLowerCase(Locale.ROOT), call.group(2), query, body);
        }

        /// As OpenAPI writes it; a number is a run.
        String template() {
            return "/api/v1/tenants/{tenant}/"
                    + path.replaceAll("/accounts/\\$\\w+", "/accounts/{account}")
                            .replaceAll("/resources/\\w+/\\$\\w+", "/resources/{type}/{resource}")
                            .replaceAll("\\$\\w+", "{id}")
                            .replaceAll("/\\d+\\b", "/{run}");
        }
    }

    @BeforeEach
    void read_the_description() throws IOException {
        URI address = URI.create("http://127.0.0.1:%d/api/v1/openapi.json".formatted(port));
        try (InputStream answer = address.toURL().openStream()) {
            described = JsonMapper.shared().readTree(answer);
        }
    }

    @Test
    void every_example_is_a_call_that_is_described() throws IOException {
        assertThat(examples())
                .hasSizeGreaterThan(12)
                .allSatisfy(example -> assertThat(operation(example).isObject())
                        .as("%s %s", example.method(), example.template())
                        .isTrue());
    }

    @Test
    void every_parameter_and_field_of_an_example_is_described() throws IOException {
        assertThat(examples()).anyMatch(example -> example.body().isPresent()).allSatisfy(example -> {
            assertThat(operation(example).path("parameters").findValuesAsString("name"))
                    .containsAll(example.query());
            assertThat(example.body()
                            .map(body -> List.copyOf(body.propertyNames()))
                            .orElse(List.of()))
                    .allMatch(field -> schema(example).at("/properties").has(field), "is a field of the body");
        });
    }

    private JsonNode operation(Example example) {
        return described.path("paths").path(example.template()).path(example.method());
    }

    private JsonNode schema(Example example) {
        String reference = operation(example)
                .at("/requestBody/content/application~1json/schema/$ref")
                .asString();
        return described.at(reference.substring(1));
    }

    private static List<Example> examples() throws IOException {
        return CALL.matcher(Files.readString(GUIDE)).results().map(Example::of).toList();
    }
}
