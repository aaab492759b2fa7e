package dev.muster.rights;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The levels an account holds that decisions depend on.
///
/// @param whole  on the application as a whole; none when that was not read
/// @param groups on groups, by their id
public record Levels(@Nullable String whole, Map<String, List<String>> groups) {
    public Levels {
        groups = Map.copyOf(groups);
    }

    List<String> on(String group) {
        return groups.getOrDefault(group, List.of());
    }
}
