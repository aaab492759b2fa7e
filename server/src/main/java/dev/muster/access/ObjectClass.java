package dev.muster.access;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Objects that every decision is the same about, whoever asks: those of one type with the same owners.
///
/// @param owners ids of the groups that own them
record ObjectClass(String type, List<String> owners) {
    ObjectClass {
        owners = List.copyOf(owners);
    }

    /// As statements spell a class: `["service", ["PTEAM01"]]`.
    static ObjectClass parse(String alike) {
        JsonNode parts = JsonMapper.shared().readTree(alike);
        return new ObjectClass(
                parts.get(0).asString(),
                parts.get(1).valueStream().map(JsonNode::asString).toList());
    }
}
