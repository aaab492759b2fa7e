package dev.muster.access;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.AccessRules.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules of an application, with what they need to know of its newest revision.
///
/// @param application attributes of the application as a whole
/// @param groups      every group by its id
record Rulebook(AccessRules rules, Map<String, String> application, Map<String, Group> groups) {
    private static final String PRIVATE = "private";

    Rulebook {
        application = Map.copyOf(application);
        groups = Map.copyOf(groups);
    }

    /// A resource that owns others and has members.
    record Group(String id, String name, Map<String, String> attributes) {
        Group {
            attributes = Map.copyOf(attributes);
        }

        boolean isPrivate() {
            return Boolean.parseBoolean(attributes.get(PRIVATE));
        }
    }

    /// What an account with these levels can do with an object of a type and its owners.
    Decision decide(Levels levels, String type, List<String> owners) {
        List<Owner> asked =
                owners.stream().flatMap(owner -> asOwners(group(owner), levels)).toList();
        return rules.decide(new Question(application, levels.whole(), type, asked));
    }

    /// A group by its id; one that nothing tells about is called by it.
    Group group(String id) {
        return groups.getOrDefault(id, new Group(id, id, Map.of()));
    }

    Optional<Kind> kind(String type) {
        return rules.kinds().stream().filter(kind -> kind.type().equals(type)).findFirst();
    }

    /// Types of the objects it decides about, in the order to show them in.
    List<String> types() {
        return rules.kinds().stream().map(Kind::type).toList();
    }

    /// Types of objects without the application as a whole.
    List<String> typesOfParts() {
        return types().stream()
                .filter(type -> !type.equals(rules.whole().type()))
                .toList();
    }

    /// Whoever holds several levels on a group stands to it in several ways.
    private static Stream<Owner> asOwners(Group group, Levels levels) {
        List<String> held = levels.on(group.id());
        return held.isEmpty()
                ? Stream.of(new Owner(group.name(), group.attributes(), null))
                : held.stream().map(level -> new Owner(group.name(), group.attributes(), level));
    }
}
