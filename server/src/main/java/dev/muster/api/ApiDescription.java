package dev.muster.api;

import dev.muster.edge.MusterUrl;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The API in the words of OpenAPI 3.1. The file is written by hand; a test holds its calls, parameters and fields to
/// what the code takes and answers.
@RestController
class ApiDescription {
    static final String FILE = "api/openapi.json";

    private final byte[] content;

    ApiDescription(MusterUrl url, JsonMapper json) throws IOException {
        try (InputStream file = new ClassPathResource(FILE).getInputStream()) {
            ObjectNode description = (ObjectNode) json.readTree(file);
            description.putArray("servers").addObject().put("url", url.absolute("", "/"));
            this.content = json.writeValueAsBytes(description);
        }
    }

    @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @Does(Action.ENTER)
    byte[] description() {
        return content;
    }
}
