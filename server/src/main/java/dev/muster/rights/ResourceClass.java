package dev.muster.rights;

import dev.muster.connector.Key;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final String PART = "\u001e";
    private static final String ONE_OF_SEVERAL = "\u001f";

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

    /// The class of one resource, as statements spell it:
    /// `["repository", [["group", "G01", "push"]], [], "repositories", null]`.
    static ResourceClass parse(String exactly) {
        JsonNode parts = JsonMapper.shared().readTree(exactly);
        return new ResourceClass(
                parts.get(0).asString(),
                Owning.several(parts.get(1)),
                parts.get(2).valueStream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet()),
                parts.get(3).asString(),
                parts.get(4).isNull() ? null : parts.get(4).asString());
    }

    /// The class of resources whose owners are known by their numbers, with an example for each.
    ///
    /// @param alike as [AccountVerdicts] spells it: the five parts, and several of one, with signs between that
    ///              nothing holds
    static ResourceClass parse(String alike, GroupKinds kinds) {
        String[] parts = alike.split(PART, -1);
        return new ResourceClass(
                parts[0],
                several(parts[1])
                        .map(owner -> owner.split(" ", 2))
                        .map(owner -> new Owning(kinds.example(Integer.parseInt(owner[0])), owner[1]))
                        .toList(),
                several(parts[2]).collect(Collectors.toUnmodifiableSet()),
                parts[3],
                parts[4].isEmpty() ? null : parts[4]);
    }

    private static Stream<String> several(String spelled) {
        return spelled.isEmpty() ? Stream.empty() : Arrays.stream(spelled.split(ONE_OF_SEVERAL, -1));
    }
}
