package dev.muster.rights;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Resources that every decision about one account is the same about: those of one type with the same owners, on which
/// the account holds the same, and which were read or not read alike.
///
/// @param owners ids of the groups that own them
/// @param held   what the account holds on the resource itself
/// @param feed   id of the feed that told them
/// @param unread id of the one resource, when it is a part that could not be read; none otherwise
record ResourceClass(
        String type,
        List<String> owners,
        Set<String> held,
        String feed,
        @Nullable String unread) {
    ResourceClass {
        owners = List.copyOf(owners);
        held = Set.copyOf(held);
    }

    /// As statements spell a class: `["service", ["PTEAM01"], [], "services", null]`.
    static ResourceClass parse(String alike) {
        JsonNode parts = JsonMapper.shared().readTree(alike);
        return new ResourceClass(
                parts.get(0).asString(),
                parts.get(1).valueStream().map(JsonNode::asString).toList(),
                parts.get(2).valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet()),
                parts.get(3).asString(),
                parts.get(4).isNull() ? null : parts.get(4).asString());
    }
}
