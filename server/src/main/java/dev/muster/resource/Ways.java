package dev.muster.resource;

import dev.muster.connector.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The ways by which people are called about a resource, as links tell them: by duties that lead to other duties,
/// these to objects, and these to further ones, over several steps. The resource itself is one of these things.
///
/// @param feeders  duties that lead to other duties: schedules
/// @param duties   that lead to objects: who is called first, and who next
/// @param objects  that somebody is called about: services
/// @param further  objects that these lead to, and what those lead to in turn: business services
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

    /// The further objects, step by step: each comes after everything that leads to it. A circle begins with what it
    /// is entered by.
    List<List<Key>> steps() {
        List<List<Key>> steps = new ArrayList<>();
        Map<Key, List<Key>> before = passages.stream()
                .filter(passage -> !passage.from().equals(passage.to()))
                .collect(Collectors.groupingBy(
                        Passage::to, Collectors.mapping(Passage::from, Collectors.toUnmodifiableList())));
        Set<Key> left = new LinkedHashSet<>(further);
        while (!left.isEmpty()) {
            List<Key> next = left.stream()
                    .filter(key -> before.getOrDefault(key, List.of()).stream().noneMatch(left::contains))
                    .toList();
            steps.add(next.isEmpty() ? List.of(entry(left, before)) : next);
            steps.getLast().forEach(left::remove);
        }
        return steps;
    }

    private static Key entry(Set<Key> circle, Map<Key, List<Key>> before) {
        return circle.stream()
                .filter(key -> !circle.containsAll(before.getOrDefault(key, List.of())))
                .findFirst()
                .orElseGet(() -> circle.iterator().next());
    }

    /// One way from a duty: to the first object that it leads to, and on to what comes first of all that follows, until
    /// nothing new does.
    Set<Key> onwards(Key duty) {
        List<Key> inOrder = steps().stream().flatMap(List::stream).toList();
        Set<Key> passed = new LinkedHashSet<>();
        Optional<Key> next = next(duty, objects, passed);
        while (next.isPresent()) {
            passed.add(next.get());
            next = next(next.get(), inOrder, passed);
        }
        return passed;
    }

    private Optional<Key> next(Key from, List<Key> inOrder, Set<Key> passed) {
        Set<Key> following = from(from).map(Passage::to).collect(Collectors.toSet());
        return inOrder.stream()
                .filter(key -> following.contains(key) && !passed.contains(key))
                .findFirst();
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
