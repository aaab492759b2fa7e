package dev.muster.rights;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.AccessRules.Question;
import dev.muster.connector.AccessRules.Sources;
import dev.muster.connector.Key;
import dev.muster.rights.Unread.Gap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// The rules of an application, with what they need to know of its newest revision.
///
/// @param application attributes of the application as a whole; nothing when they were not read
/// @param groups      every group by its id
/// @param containers  ids of the groups that contain a group, by its id
/// @param unread      what was not read
public record Rulebook(
        AccessRules rules,
        Map<String, String> application,
        Map<String, Group> groups,
        Map<String, List<String>> containers,
        Unread unread) {
    private static final String PRIVATE = "private";

    public Rulebook {
        application = Map.copyOf(application);
        groups = Map.copyOf(groups);
        containers = Map.copyOf(containers);
    }

    /// A resource that owns others and has members.
    public record Group(String id, String name, Map<String, String> attributes) {
        public Group {
            attributes = Map.copyOf(attributes);
        }

        public Privacy privacy() {
            String hidden = attributes.get(PRIVATE);
            if (hidden == null) {
                return Privacy.UNKNOWN;
            }
            return Boolean.parseBoolean(hidden) ? Privacy.PRIVATE : Privacy.PUBLIC;
        }
    }

    /// What an account with these levels can do with resources of a class.
    Decision decide(Levels levels, ResourceClass resources) {
        return rules.decide(new Question(
                application,
                levels.whole(),
                resources.type(),
                resources.owners().stream().map(id -> owner(id, levels)).toList(),
                resources.held(),
                unreadOf(resources)));
    }

    /// What an account with these levels can do with the application as a whole.
    public Decision decideOnWhole(Levels levels) {
        String type = rules.whole().type();
        return rules.decide(new Question(application, levels.whole(), type, List.of(), Set.of(), unread(sources())));
    }

    /// A group by its id; one that nothing tells about is called by it.
    public Group group(String id) {
        return groups.getOrDefault(id, new Group(id, id, Map.of()));
    }

    /// Groups and all that contain them, each once: those whose levels decide about what the groups own.
    public List<String> withContainers(List<String> ids) {
        return Stream.concat(ids.stream(), ids.stream().flatMap(id -> above(id).stream()))
                .distinct()
                .toList();
    }

    public Optional<Kind> kind(String type) {
        return rules.kinds().stream().filter(kind -> kind.type().equals(type)).findFirst();
    }

    /// Types of the resources it decides about, in the order to show them in.
    public List<String> types() {
        return rules.kinds().stream().map(Kind::type).toList();
    }

    /// Types of resources without the application as a whole.
    public List<String> typesOfParts() {
        return types().stream()
                .filter(type -> !type.equals(rules.whole().type()))
                .toList();
    }

    /// Ids of the feeds that list resources, and tell what accounts hold on them.
    Set<String> feedsOfResources() {
        return rules.kinds().stream().flatMap(kind -> kind.feeds().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// Resources that are parts which could not be read, as a JSON array of type and id.
    String unreadResources() {
        return JsonMapper.shared()
                .writeValueAsString(feedsOfResources().stream()
                        .flatMap(feed -> unread.parts().getOrDefault(feed, Map.of()).keySet().stream())
                        .map(key -> List.of(key.type(), key.id()))
                        .toList());
    }

    private Map<String, String> unreadOf(ResourceClass resources) {
        Map<String, String> said = new HashMap<>(unread(sources()));
        Optional<String> own = resources.unread() == null
                ? unread.feed(resources.feed())
                : unread.part(resources.feed(), new Key(resources.type(), resources.unread()))
                        .map(Gap::words);
        own.ifPresent(words -> said.put(resources.feed(), words));
        return said;
    }

    /// What to say of the members of a group; empty when they were read.
    public Optional<Gap> unreadMembers(String group) {
        return unread.part(rules.sources().memberships(), new Key(rules.group(), group));
    }

    /// Ids of all feeds that decisions rest on.
    public Set<String> feeds() {
        return Stream.concat(sources(), feedsOfResources().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<String> sources() {
        Sources sources = rules.sources();
        return Stream.of(sources.levels(), sources.groups(), sources.memberships());
    }

    private Map<String, String> unread(Stream<String> feeds) {
        Map<String, String> words = new HashMap<>();
        feeds.forEach(feed -> unread.feed(feed).ifPresent(said -> words.put(feed, said)));
        return words;
    }

    private Owner owner(String id, Levels levels) {
        return owner(
                id,
                levels,
                above(id).stream()
                        .map(higher -> owner(higher, levels, List.of()))
                        .toList());
    }

    private Owner owner(String id, Levels levels, List<Owner> above) {
        Group group = group(id);
        String lacking = unreadMembers(id).map(Gap::words).orElse(null);
        return new Owner(group.name(), group.attributes(), Set.copyOf(levels.on(id)), lacking, above);
    }

    /// The groups that contain one, nearest first, each once, itself left out although it may stand in a circle.
    private List<String> above(String id) {
        Set<String> seen = new LinkedHashSet<>(Set.of(id));
        Deque<String> next = new ArrayDeque<>(containers.getOrDefault(id, List.of()));
        while (!next.isEmpty()) {
            String higher = next.poll();
            if (seen.add(higher)) {
                next.addAll(containers.getOrDefault(higher, List.of()));
            }
        }
        return seen.stream().skip(1).toList();
    }
}
