package dev.muster.resource;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.ledger.Revision;
import dev.muster.resource.Duty.How;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Who is called about a resource, and by which way: those on duty now and next, those who are called whoever's turn it
/// is, and those who take turns. Runs in the caller's tenant transaction.
@Component
class Answering {
    private final WaysTo ways;
    private final Duties duties;

    Answering(WaysTo ways, Duties duties) {
        this.ways = ways;
        this.duties = duties;
    }

    /// @param duties by level, whoever is called first before others
    record Answer(Ways ways, List<Duty> duties) {
        Answer {
            duties = List.copyOf(duties);
        }

        long people() {
            return duties.stream().map(Duty::account).distinct().count();
        }
    }

    /// Whether anybody can be called about such a thing: groups and the whole have too many duties for that.
    static boolean isAnsweredFor(Description application, String type) {
        return !application.types(Part.DUTY).isEmpty()
                && (application.is(type, Part.DUTY)
                        || application.is(type, Part.OBJECT)
                                && application.resourceType(type).isPresent());
    }

    /// @param name of the resource
    Answer about(Revision revision, Description application, Key resource, String name) {
        Ways found = ways.find(revision, application, resource, name);
        List<Key> calling =
                Stream.concat(found.feeders().stream(), found.duties().stream()).toList();
        if (calling.isEmpty()) {
            return new Answer(found, List.of());
        }
        List<Duty> all = duties.on(revision, application, calling).stream()
                .flatMap(duty -> placed(duty, found))
                .filter(duty -> !found.feeders().contains(resource) || resource.equals(duty.by()))
                .toList();
        return new Answer(
                found,
                all.stream()
                        .filter(duty -> all.stream().noneMatch(duty::isToldBetterBy))
                        .sorted(Comparator.comparing((Duty duty) -> found.name(duty.on()))
                                .thenComparing(Duty::place)
                                .thenComparing(Duty::how)
                                .thenComparing(Duty::name)
                                .thenComparing(duty -> duty.account().id()))
                        .toList());
    }

    /// Whoever takes turns on what leads to duties is called at each level at which it does.
    private static Stream<Duty> placed(Duty duty, Ways ways) {
        if (!ways.feeders().contains(duty.on())) {
            return Stream.of(duty);
        }
        List<Duty> placed = new ArrayList<>();
        ways.from(duty.on()).filter(way -> ways.duties().contains(way.to())).forEach(way -> {
            List<String> levels = way.levels().isEmpty() ? List.of("") : way.levels();
            levels.forEach(level -> placed.add(new Duty(
                    duty.account(),
                    duty.name(),
                    duty.how(),
                    way.to(),
                    ways.name(way.to()),
                    level,
                    duty.on(),
                    duty.turn())));
        });
        return placed.isEmpty()
                ? Stream.of(new Duty(
                        duty.account(), duty.name(), duty.how(), duty.on(), duty.onName(), "", duty.on(), duty.turn()))
                : placed.stream();
    }

    /// Of several people, those on whom it rests now, the first level before others.
    static List<Duty> first(List<Duty> duties, How how) {
        int place = duties.stream()
                .filter(duty -> duty.how() == how)
                .mapToInt(Duty::place)
                .min()
                .orElse(0);
        Set<Key> met = duties.stream().map(Duty::account).collect(Collectors.toSet());
        return duties.stream()
                .filter(duty -> duty.how() == how && duty.place() == place && met.remove(duty.account()))
                .toList();
    }
}
