package dev.muster.resource;

import dev.muster.connector.Key;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The ways by which people are called about a resource, as links tell them: by duties that lead to other duties, these
/// to objects, and these to further ones. The resource itself is one of these things.
///
/// @param feeders  duties that lead to other duties: schedules
/// @param duties   that lead to objects: who is called first, and who next
/// @param objects  that somebody is called about: services
/// @param further  objects that these lead to: business services
/// @param passages from one of these to another
/// @param names    what they are called
/// @param isWhole  whether none was left out
record Ways(
        List<Key> feeders,
        List<Key> duties,
        List<Key> objects,
        List<Key> further,
        List<Passage> passages,
        Map<Key, String> names,
        boolean isWhole) {
    Ways {
        feeders = sorted(feeders, names);
        duties = sorted(duties, names);
        objects = sorted(objects, names);
        further = sorted(further, names);
        passages = List.copyOf(passages);
        names = Map.copyOf(names);
    }

    /// @param levels at which the one calls by the other: `1`, `3`; nothing where there are none
    record Passage(Key from, Key to, List<String> levels) {
        Passage {
            levels = List.copyOf(levels);
        }
    }

    String name(Key key) {
        return names.getOrDefault(key, key.id());
    }

    /// Passages that begin at one thing.
    Stream<Passage> from(Key key) {
        return passages.stream().filter(passage -> passage.from().equals(key));
    }

    private static List<Key> sorted(List<Key> keys, Map<Key, String> names) {
        return keys.stream()
                .distinct()
                .sorted(Comparator.comparing((Key key) -> names.getOrDefault(key, key.id()))
                        .thenComparing(Key::type)
                        .thenComparing(Key::id))
                .toList();
    }
}
