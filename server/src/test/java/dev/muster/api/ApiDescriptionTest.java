package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.database.MusterTest;
import dev.muster.tenant.TenantAccess;
import dev.muster.token.ApiCaller;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

        /// A component of a record is always there, unless it may be none. Then it is left out where the record says
        /// so, and null where it does not.
        @Bean
        ModelConverter fieldsThatAreThere() {
            return (type, context, chain) -> {
                Schema<?> schema = chain.next().resolve(type, context, chain);
                Class<?> of = Json.mapper().constructType(type.getType()).getRawClass();
                if (of.isRecord()) {
                    tell(of, definition(schema, context));
                }
                return schema;
            };
        }

        /// None of what the chain makes nothing of.
        private static @Nullable Schema<?> definition(@Nullable Schema<?> schema, ModelConverterContext context) {
            if (schema == null) {
                return null;
            }
            String to = schema.get$ref();
            return to == null ? schema : context.getDefinedModels().get(to.substring(to.lastIndexOf('/') + 1));
        }

        private static void tell(Class<?> of, @Nullable Schema<?> schema) {
            if (schema == null || schema.getProperties() == null) {
                return;
            }
            List<RecordComponent> fields = Stream.of(of.getRecordComponents())
                    .filter(component -> schema.getProperties().containsKey(component.getName()))
                    .toList();
            schema.setRequired(fields.stream()
                    .filter(component -> !mayBeNone(component))
                    .map(RecordComponent::getName)
                    .toList());
            JsonInclude included = of.getAnnotation(JsonInclude.class);
            if (included == null || included.value() == JsonInclude.Include.ALWAYS) {
                fields.stream()
                        .filter(component -> mayBeNone(component))
                        .forEach(component -> schema.getProperties()
                                .computeIfPresent(component.getName(), (name, field) -> orNull(field)));
            }
        }

        private static boolean mayBeNone(RecordComponent component) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }

        private static Schema<?> orNull(Schema<?> field) {
            if (field.get$ref() != null) {
                return new JsonSchema().oneOf(List.of(field, new JsonSchema().typesItem("null")));
            }
            field.addType("null");
            if (field.getEnum() != null && !field.getEnum().contains(null)) {
                field.getEnum().add(null);
            }
            return field;
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
}
