package dev.muster.ledger;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Further facts of a row, as [Staging] stored them.
public final class Attributes {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private Attributes() {}

    public static Map<String, String> parse(String json) {
        return JsonMapper.shared().readValue(json, TEXTS);
    }
}
