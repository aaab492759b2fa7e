package dev.muster.resource;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.ledger.Revision;
import dev.muster.resource.Ways.Passage;
import dev.muster.rights.Rulebook;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the ways by which people are called about a resource: the links between duties and objects, from whoever is
/// called to what nothing rests on any more. Runs in the caller's tenant transaction.
@Component
class WaysTo {
    /// Steps between objects; where there are more, that is told too.
    private static final int MOST_STEPS = 10;

    private final WayLinks links;

    WaysTo(WayLinks links) {
        this.links = links;
    }

    /// Ids of the feeds that tell who is called and by which way.
    static Set<String> feeds(Description application, @Nullable Rulebook book) {
        return Stream.concat(
                        Duties.feeds(application, book).stream(),
                        application.relations().stream().flatMap(relation -> relation.ways().stream()))
                .collect(Collectors.toSet());
    }

    /// @param name of the resource
    Ways find(Revision revision, Description application, Key resource, String name) {
        var search = new Search(revision, application, resource, name);
        return application.is(resource.type(), Part.DUTY) ? search.aroundDuty() : search.aroundObject();
    }

    /// What was found until now.
    private final class Search {
        private final Revision revision;
        private final Description application;
        private final Key resource;
        private final Set<Passage> passages = new LinkedHashSet<>();
        private final Map<Key, String> names = new HashMap<>();
        private final Set<Key> seen = new HashSet<>();
        private boolean whole = true;

        Search(Revision revision, Description application, Key resource, String name) {
            this.revision = revision;
            this.application = application;
            this.resource = resource;
            names.put(resource, name);
        }

        Ways aroundDuty() {
            List<Key> itself = List.of(resource);
            look(itself);
            List<Key> fed = after(itself, Part.DUTY);
            List<Key> duties = fed.isEmpty() ? itself : fed;
            look(fed);
            List<Key> objects = after(duties, Part.OBJECT);
            return ways(fed.isEmpty() ? before(itself, Part.DUTY) : itself, duties, objects, onFrom(objects));
        }

        /// What nobody is called about directly is looked at as what other objects lead to.
        Ways aroundObject() {
            List<Key> itself = List.of(resource);
            look(itself);
            List<Key> calling = before(itself, Part.DUTY);
            if (calling.isEmpty()) {
                return aroundWhatOthersSupport();
            }
            look(calling);
            return ways(before(calling, Part.DUTY), calling, itself, onFrom(itself));
        }

        private Ways aroundWhatOthersSupport() {
            Set<Key> supporting = reached(List.of(resource), this::before);
            List<Key> duties = before(supporting, Part.DUTY);
            look(duties);
            List<Key> objects = after(duties, Part.OBJECT).stream()
                    .filter(supporting::contains)
                    .toList();
            Set<Key> further = new LinkedHashSet<>(supporting);
            objects.forEach(further::remove);
            further.addAll(onFrom(List.of(resource)));
            return ways(before(duties, Part.DUTY), duties, objects, further);
        }

        private Set<Key> onFrom(List<Key> objects) {
            Set<Key> further = reached(objects, this::after);
            objects.forEach(further::remove);
            return further;
        }

        /// Those objects and all that they lead to, or that lead to them. What was reached once is not gone on from
        /// again, so that a circle ends.
        private Set<Key> reached(List<Key> objects, BiFunction<Collection<Key>, Part, List<Key>> step) {
            Set<Key> reached = new LinkedHashSet<>(objects);
            List<Key> next = objects;
            for (int steps = 0; !next.isEmpty(); steps++) {
                look(next);
                next = step.apply(next, Part.OBJECT).stream()
                        .filter(key -> !reached.contains(key))
                        .toList();
                if (steps == MOST_STEPS && !next.isEmpty()) {
                    whole = false;
                    return reached;
                }
                reached.addAll(next);
            }
            return reached;
        }

        private Ways ways(
                Collection<Key> feeders, Collection<Key> duties, Collection<Key> objects, Collection<Key> further) {
            Set<Key> all = Stream.of(feeders, duties, objects, further)
                    .flatMap(Collection::stream)
                    .collect(Collectors.toSet());
            return new Ways(
                    List.copyOf(feeders),
                    List.copyOf(duties),
                    List.copyOf(objects),
                    List.copyOf(further),
                    passages.stream()
                            .filter(passage -> all.contains(passage.from()) && all.contains(passage.to()))
                            .toList(),
                    names,
                    whole);
        }

        /// What these lead to, by what was looked at.
        private List<Key> after(Collection<Key> from, Part part) {
            return ends(passage -> from.contains(passage.from()), Passage::to, part);
        }

        private List<Key> before(Collection<Key> to, Part part) {
            return ends(passage -> to.contains(passage.to()), Passage::from, part);
        }

        private List<Key> ends(Predicate<Passage> which, Function<Passage, Key> end, Part part) {
            return passages.stream()
                    .filter(which)
                    .map(end)
                    .filter(key -> application.is(key.type(), part))
                    .distinct()
                    .toList();
        }

        /// Finds the links that begin or end at these.
        private void look(Collection<Key> at) {
            List<Key> fresh = at.stream().filter(seen::add).toList();
            if (fresh.isEmpty()) {
                return;
            }
            WayLinks.Step step = links.at(revision, application, fresh);
            passages.addAll(step.passages());
            names.putAll(step.names());
            whole &= step.isWhole();
        }
    }
}
