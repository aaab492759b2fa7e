package dev.muster.rights;

import dev.muster.connector.Key;
import java.util.Map;
import java.util.Set;

/// The levels an account holds that decisions depend on.
///
/// @param whole  on the application as a whole; usually one, none when it holds none or that was not read
/// @param groups on groups
public record Levels(Set<String> whole, Map<Key, Set<String>> groups) {
    public Levels {
        whole = Set.copyOf(whole);
        groups = Map.copyOf(groups);
    }

    Set<String> on(Key group) {
        return groups.getOrDefault(group, Set.of());
    }
}
