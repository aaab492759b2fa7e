package dev.muster.rights;

import dev.muster.connector.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which groups reach which others, so that what is held on the one counts for what the other owns.
///
/// @param from by group: those that reach it by one link
record Reached(Map<Key, List<Link>> from) {
    /// Chains to one group that are followed. Where there are more, nobody can tell who reaches it.
    static final int MOST = 1_000;

    Reached {
        from = Map.copyOf(from);
    }

    /// @param group where it comes from
    /// @param level on it; empty when it tells none
    record Link(Key group, String level) {}

    /// A group that reaches another.
    ///
    /// @param levels on the links from it to that one, in this order; empty where one tells none
    record Chain(Key group, List<String> levels) {
        Chain {
            levels = List.copyOf(levels);
        }

        /// What tells it from others: a link without a level makes no difference.
        private Chain inShort() {
            return new Chain(
                    group, levels.stream().filter(level -> !level.isEmpty()).toList());
        }
    }

    /// Those that reach a group, nearest first, itself left out although it may stand in a circle. Each comes once
    /// for every different chain of levels, [#MOST] chains and one at most.
    List<Chain> chains(Key group) {
        List<Chain> chains = new ArrayList<>();
        Set<Chain> seen = new HashSet<>();
        Deque<Way> next = new ArrayDeque<>(List.of(new Way(new Chain(group, List.of()), Set.of(group))));
        while (!next.isEmpty() && chains.size() <= MOST) {
            for (Way way : next.poll().longer(this)) {
                if (seen.add(way.chain().inShort())) {
                    chains.add(way.chain());
                    next.add(way);
                }
            }
        }
        return chains;
    }

    /// Groups and all that are reached from them, by however many links.
    Set<Key> onwards(Set<Key> some) {
        Map<Key, List<Key>> to = new HashMap<>();
        from.forEach((group, links) -> links.forEach(link ->
                to.computeIfAbsent(link.group(), any -> new ArrayList<>()).add(group)));
        Set<Key> met = new HashSet<>(some);
        Deque<Key> next = new ArrayDeque<>(some);
        while (!next.isEmpty()) {
            to.getOrDefault(next.poll(), List.of()).stream().filter(met::add).forEach(next::add);
        }
        return met;
    }

    /// Links there are.
    int size() {
        return from.values().stream().mapToInt(List::size).sum();
    }

    /// @param passed groups on it, which it does not come by again
    private record Way(Chain chain, Set<Key> passed) {
        List<Way> longer(Reached reached) {
            return reached.from.getOrDefault(chain.group(), List.of()).stream()
                    .filter(link -> !passed.contains(link.group()))
                    .map(this::by)
                    .toList();
        }

        private Way by(Link link) {
            Set<Key> longer = new HashSet<>(passed);
            longer.add(link.group());
            List<String> levels = Stream.concat(Stream.of(link.level()), chain.levels().stream())
                    .toList();
            return new Way(new Chain(link.group(), levels), longer);
        }
    }
}
