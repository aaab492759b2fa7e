package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ApiRulesTest {
    private static final Path FILE = Path.of("src/main/resources", ApiDescription.FILE);
    private static final String GRANTS = "/paths/~1api~1v1~1tenants~1{tenant}~1grants/get";

    private static JsonNode described() throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(FILE));
    }

    @Test
    void the_description_keeps_all_of_them() throws IOException {
        assertThat(ApiRules.faults(described())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/info | contact | null | must have a contact",
                "/tags/0 | description | null | must have a description",
                "GRANTS | summary | null | must have a summary",
                "GRANTS | operationId | \"listAccounts\" | must have a name of its own",
                "GRANTS | tags | [\"Nobody's\"] | must have one of the tags",
                "GRANTS/responses | 200 | null | must have an answer for success",
                "GRANTS/responses | 429 | null | must have an answer for every error",
                "GRANTS/responses/200 | description | null | must describe 200",
                "GRANTS/responses/200/content/application~1json | example | null | must have an example",
                "GRANTS/responses/200/content/application~1json/example | count | \"many\" | /count is no integer",
                "GRANTS/responses/200/content/application~1json/example | asOf | \"now\" | /asOf has another format",
                "GRANTS/responses/200/content/application~1json/example | sum | 1 | /sum is described nowhere",
                "GRANTS/parameters/0 | description | null | must have a description",
                "GRANTS/parameters/0 | example | 7 | is no string",
                "GRANTS/parameters/0 | name | \"integration\" | must stand once",
                "GRANTS/parameters/0/schema | enum | [\"a\", \"a\"] | must have no value twice",
                "/components/schemas/GrantJson/properties/level | $ref | \"#/components/schemas/Gone\" | must be there",
                "/components/schemas | Nobody | {\"type\": \"object\"} | must be used",
                "/components/schemas/GrantJson/properties/level | type | \"object\" | nothing beside it",
                "/paths | /api/v1/x/ | {} | must end without a slash"
            })
    void what_breaks_one_is_noticed(String at, String field, String value, String fault) throws IOException {
        JsonNode broken = described();
        ObjectNode node = (ObjectNode) broken.at(at.replace("GRANTS", GRANTS));

        node.set(field, JsonMapper.shared().readTree(value));
        if (value.equals("null")) {
            node.remove(field);
        }

        assertThat(ApiRules.faults(broken)).anyMatch(found -> found.contains(fault));
    }
}
