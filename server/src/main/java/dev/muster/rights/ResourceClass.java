package dev.muster.rights;

import dev.muster.connector.Key;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Resources that every decision about one account is the same about: those of one type with the same owners, on which
/// the account holds the same, and which were read or not read alike.
///
/// @param owners groups that own them
/// @param held   what the account holds on the resource itself
/// @param feed   id of the feed that told them
/// @param unread id of the one resource, when it is a part that could not be read; none otherwise
record ResourceClass(
        String type,
        List<Owning> owners,
        Set<String> held,
        String feed,
        @Nullable String unread) {
    ResourceClass {
        owners = List.copyOf(owners);
        held = Set.copyOf(held);
    }

    /// @param level on the link from the group to what it owns; empty when it tells none
    record Owning(Key group, String level) {
        /// As statements spell it: `["group", "G01", "push"]`.
        static Owning of(JsonNode parts) {
            return new Owning(
                    new Key(parts.get(0).asString(), parts.get(1).asString()),
                    parts.get(2).asString());
        }

        /// As statements spell several.
        static List<Owning> several(JsonNode all) {
            return all.valueStream().map(Owning::of).toList();
        }
    }

    /// The groups that own them.
    List<Key> groups() {
        return owners.stream().map(Owning::group).distinct().toList();
    }

    /// As statements spell a class: `["repository", [["group", "G01", "push"]], [], "repositories", null]`.
    static ResourceClass parse(String alike) {
        JsonNode parts = JsonMapper.shared().readTree(alike);
        return new ResourceClass(
                parts.get(0).asString(),
                Owning.several(parts.get(1)),
                parts.get(2).valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet()),
                parts.get(3).asString(),
                parts.get(4).isNull() ? null : parts.get(4).asString());
    }
}
