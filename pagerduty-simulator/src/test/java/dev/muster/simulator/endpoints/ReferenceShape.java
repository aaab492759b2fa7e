package dev.muster.simulator.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/// What references look like.
final class ReferenceShape {

    private ReferenceShape() {}

    static void assertIsReference(JsonNode reference, String type, String id, String summary) {
        assertThat(reference.propertyNames()).containsExactlyInAnyOrder("id", "type", "summary", "self", "html_url");
        assertThat(reference.get("type").stringValue()).isEqualTo(type);
        assertThat(reference.get("id").stringValue()).isEqualTo(id);
        assertThat(reference.get("summary").stringValue()).isEqualTo(summary);
        assertThat(reference.get("self").stringValue()).endsWith("/" + id);
    }

    static void assertIsGone(JsonNode reference, String id) {
        assertThat(reference.get("id").stringValue()).isEqualTo(id);
        assertThat(reference.get("type").stringValue()).isEqualTo("user_reference");
        assertThat(reference.get("html_url").isNull()).isTrue();
        assertThat(reference.get("deleted_at").isString()).isTrue();
    }
}
