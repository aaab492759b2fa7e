package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.MusterTest;
import dev.muster.tenant.TenantAccess;
import dev.muster.token.ApiCaller;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The file that describes the API says what the code does. Its calls, parameters and fields are held to those that are
/// found in the code; its words are written by people. With `-Dmuster.test.describe=write` it takes over what the code
/// says and keeps its words.
@MusterTest
@TestPropertySource(
        properties = {
            "springdoc.api-docs.enabled=true",
            "springdoc.api-docs.version=openapi_3_1",
            "springdoc.default-flat-param-object=true",
            "springdoc.default-produces-media-type=application/json",
            "springdoc.paths-to-match=/api/v1/**",
            "springdoc.paths-to-exclude=/api/v1/openapi.json,/**/objects,/**/objects/**"
        })
class ApiDescriptionTest {
    private static final Path FILE = Path.of("src/main/resources", ApiDescription.FILE);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Autowired
    private OpenApiWebMvcResource code;

    private DescribedApi found = DescribedApi.NONE;
    private DescribedApi written = DescribedApi.NONE;

    /// Controllers take the tenant as a [TenantAccess], which is not seen in the address.
    @TestConfiguration(proxyBeanMethods = false)
    static class VariablesOfTheAddress {
        private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

        @Bean
        OpenApiCustomizer variablesOfTheAddress() {
            SpringDocUtils.getConfig().addRequestWrapperToIgnore(TenantAccess.class, ApiCaller.class);
            return api -> api.getPaths()
                    .forEach((address, path) -> path.readOperations().forEach(call -> {
                        nameVariables(address, call);
                        sayTypes(call);
                    }));
        }

        /// What a call looks up in a map by its name is a text, unless it says more.
        private static void sayTypes(Operation call) {
            Stream.ofNullable(call.getParameters())
                    .flatMap(List::stream)
                    .filter(parameter -> parameter.getSchema() == null)
                    .forEach(parameter -> parameter.setSchema(new StringSchema()));
        }

        private static void nameVariables(String address, Operation call) {
            Matcher variables = VARIABLE.matcher(address);
            while (variables.find()) {
                String name = variables.group(1);
                boolean named = call.getParameters() != null
                        && call.getParameters().stream()
                                .anyMatch(known -> "path".equals(known.getIn()) && name.equals(known.getName()));
                if (!named) {
                    call.addParametersItem(new PathParameter().name(name).schema(new StringSchema()));
                }
            }
        }
    }

    @BeforeEach
    void read_both() throws IOException {
        var request = new MockHttpServletRequest("GET", "/api/v1/openapi.json");
        found = new DescribedApi(JSON.readTree(code.openapiJson(request, "/api/v1/openapi.json", Locale.ROOT)));
        written = new DescribedApi(JSON.readTree(Files.readAllBytes(FILE)));
        if ("write".equals(System.getProperty("muster.test.describe"))) {
            written = written.with(found);
            Files.writeString(FILE, JSON.writeValueAsString(written.json()) + "\n");
        }
    }

    @Test
    void the_file_describes_the_calls_parameters_and_fields_that_the_code_has() {
        assertThat(written.addresses()).containsExactlyInAnyOrderElementsOf(found.addresses());
        assertThat(found.addresses())
                .allSatisfy(address -> assertThat(written.bare("/paths", address))
                        .as(address)
                        .isEqualTo(found.bare("/paths", address)));
        assertThat(written.schemas()).containsExactlyInAnyOrderElementsOf(found.schemas());
        assertThat(found.schemas())
                .allSatisfy(schema -> assertThat(written.bare("/components/schemas", schema))
                        .as(schema)
                        .isEqualTo(found.bare("/components/schemas", schema)));
    }

    /// The rules that tools for OpenAPI ask for, without the tools.
    @Test
    void a_client_can_be_made_of_it() {
        Set<String> tags = written.json()
                .path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asString())
                .collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        written.json().findValuesAsString("$ref").stream()
                .filter(to -> to.startsWith("#/components/schemas/"))
                .map(to -> to.substring(to.lastIndexOf('/') + 1))
                .forEach(used::add);

        assertThat(written.schemas()).as("schemas that calls use").containsExactlyInAnyOrderElementsOf(used);
        for (String address : written.addresses()) {
            written.json().path("paths").path(address).forEach(call -> {
                String name = call.path("operationId").asString();
                assertThat(tags).as(name).containsAll(texts(call.path("tags")));
                assertThat(call.path("tags")).as(name).hasSize(1);
                assertThat(call.path("parameters"))
                        .as(name)
                        .allSatisfy(parameter ->
                                assertThat(parameter.path("schema").has("type")).isTrue());
                assertThat(call.path("parameters")
                                .valueStream()
                                .filter(parameter ->
                                        parameter.path("in").asString().equals("path"))
                                .map(parameter ->
                                        "{%s}".formatted(parameter.path("name").asString())))
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(variables(address));
                assertThat(call.path("responses").propertyNames()).as(name).anyMatch(status -> status.startsWith("2"));
            });
        }
        assertThat(written.json().findValues("enum"))
                .allSatisfy(values ->
                        assertThat(texts(values)).doesNotHaveDuplicates().isNotEmpty());
    }

    private static List<String> texts(JsonNode all) {
        return all.valueStream().map(JsonNode::asString).toList();
    }

    private static List<String> variables(String address) {
        return Pattern.compile("\\{[^}]+}")
                .matcher(address)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void every_call_has_a_name_of_its_own_words_and_an_answer_for_errors() {
        List<JsonNode> calls = written.calls();

        assertThat(calls)
                .extracting(call -> call.path("operationId").asString(""))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+[A-Z][A-Za-z]+"), "is a name such as listAccounts");
        assertThat(calls).allSatisfy(call -> {
            String name = call.path("operationId").asString();
            assertThat(call.path("summary").asString("")).as(name).hasSizeBetween(5, 100);
            assertThat(call.at("/responses/default/$ref").asString("")).as(name).startsWith("#/components/responses/");
            assertThat(call.path("responses"))
                    .as(name)
                    .allSatisfy(answer -> assertThat(answer.has("$ref")
                                    || answer.path("description").isString())
                            .isTrue());
            assertThat(call.path("parameters"))
                    .as(name)
                    .allSatisfy(parameter -> assertThat(
                                    parameter.path("description").asString(""))
                            .as("%s of %s", parameter.path("name").asString(), name)
                            .isNotBlank());
        });
    }
}
