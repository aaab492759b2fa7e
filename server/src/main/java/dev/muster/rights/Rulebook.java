package dev.muster.rights;

import dev.muster.connector.AccessRules;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.AccessRules.Owner;
import dev.muster.connector.AccessRules.Question;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.rights.Reached.Chain;
import dev.muster.rights.ResourceClass.Owning;
import dev.muster.rights.Unread.Gap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rules of an application, with what they need to know of one revision.
///
/// @param name        what the application as a whole is called
/// @param application attributes of the application as a whole; nothing when they were not read
/// @param groups      every group
/// @param reached     which groups reach which others
/// @param unread      what was not read
public record Rulebook(
        AccessRules rules,
        String name,
        Map<String, String> application,
        Map<Key, Group> groups,
        Reached reached,
        Unread unread) {
    public Rulebook {
        application = Map.copyOf(application);
        groups = Map.copyOf(groups);
    }

    /// A resource that owns others and has members.
    public record Group(Key key, String name, Map<String, String> attributes) {
        public Group {
            attributes = Map.copyOf(attributes);
        }
    }

    /// What an account with these levels can do with resources of a class.
    Decision decide(Levels levels, ResourceClass resources) {
        return rules.decide(new Question(
                application,
                levels.whole(),
                resources.type(),
                resources.owners().stream().map(owning -> owner(owning, levels)).toList(),
                resources.held(),
                unreadOf(resources)));
    }

    /// What an account with these levels can do with the application as a whole.
    public Decision decideOnWhole(Levels levels) {
        return rules.decide(new Question(
                application,
                levels.whole(),
                rules.whole().type(),
                List.of(),
                Set.of(),
                unread(rules.sources().all().stream())));
    }

    /// A group by its key; one that nothing tells about is called by its id.
    public Group group(Key key) {
        return groups.getOrDefault(key, new Group(key, key.id(), Map.of()));
    }

    /// Who sees a group.
    public Privacy privacy(Group group) {
        return rules.privacy()
                .map(attribute -> Privacy.of(group.attributes().get(attribute)))
                .orElse(Privacy.NONE);
    }

    /// Groups and all that reach them, each once: those whose levels decide about what the groups own.
    public List<Key> withReaching(List<Key> some) {
        return Stream.concat(
                        some.stream(),
                        some.stream()
                                .flatMap(group -> reached.chains(group).stream().map(Chain::group)))
                .distinct()
                .toList();
    }

    /// Whether all there is to hold is held on the resources themselves.
    public boolean isDirect() {
        return rules.groups().isEmpty() && rules.sources().levels().isEmpty();
    }

    /// Groups and all that are reached from them: those about which what is held there makes a difference.
    Set<Key> reachedFrom(Set<Key> some) {
        return reached.onwards(some);
    }

    /// What it takes to remember it.
    int size() {
        return 1 + groups.size() + reached.size();
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

    /// The rights there are on any type, from least to most power.
    public List<Right> rights() {
        return rules.kinds().stream()
                .flatMap(kind -> kind.rights().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// Types of groups, as statements take them.
    String[] groupTypes() {
        return rules.groups().toArray(String[]::new);
    }

    /// Ids of the feeds that list resources, and tell who owns them and what accounts hold on them.
    Set<String> feedsOfResources() {
        return rules.kinds().stream().flatMap(kind -> kind.allFeeds().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /// Resources that are parts which could not be read.
    List<Key> unreadResources() {
        return feedsOfResources().stream()
                .flatMap(feed -> unread.parts().getOrDefault(feed, Map.of()).keySet().stream())
                .distinct()
                .toList();
    }

    /// Whether something of a resource is a part which could not be read.
    boolean lacks(Key resource, String feed) {
        return feedsOf(resource.type(), feed)
                .anyMatch(of -> unread.parts().getOrDefault(of, Map.of()).containsKey(resource));
    }

    /// The feed that told a resource, and those that tell more of it.
    private Stream<String> feedsOf(String type, String feed) {
        return Stream.concat(Stream.of(feed), kind(type).stream().flatMap(kind -> kind.also().stream()));
    }

    private Map<String, String> unreadOf(ResourceClass resources) {
        Map<String, String> said = new HashMap<>(unread(rules.sources().all().stream()));
        feedsOf(resources.type(), resources.feed()).forEach(feed -> {
            Optional<String> words = resources.unread() == null
                    ? unread.feed(feed)
                    : unread.part(feed, new Key(resources.type(), resources.unread()))
                            .map(Gap::words);
            words.ifPresent(because -> said.put(feed, because));
        });
        return said;
    }

    /// What to say of the members of a group; empty when they were read.
    public Optional<Gap> unreadMembers(Key group) {
        return rules.sources().memberships().stream()
                .sorted()
                .flatMap(feed -> unread.part(feed, group).stream())
                .findFirst();
    }

    /// Ids of all feeds that decisions rest on.
    public Set<String> feeds() {
        return Stream.concat(rules.sources().all().stream(), feedsOfResources().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, String> unread(Stream<String> feeds) {
        Map<String, String> words = new HashMap<>();
        feeds.forEach(feed -> unread.feed(feed).ifPresent(said -> words.put(feed, said)));
        return words;
    }

    private Owner owner(Owning owning, Levels levels) {
        List<Chain> chains = reached.chains(owning.group());
        String tooMany = chains.size() > Reached.MOST
                ? "more than %,d chains of groups lead to %s"
                        .formatted(Reached.MOST, group(owning.group()).name())
                : null;
        List<Owner> above = chains.stream()
                .map(chain -> owner(chain.group(), levels, linked(chain.levels(), owning.level()), null, List.of()))
                .toList();
        return owner(owning.group(), levels, List.of(owning.level()), tooMany, above);
    }

    private Owner owner(Key key, Levels levels, List<String> links, @Nullable String tooMany, List<Owner> above) {
        String lacking = unreadMembers(key).map(Gap::words).orElse(tooMany);
        Group group = group(key);
        return new Owner(key.type(), group.name(), group.attributes(), levels.on(key), lacking, links, above);
    }

    /// How an account stands to a group as an owner, without any name.
    Owner nameless(Key group, Levels levels) {
        return nameless(owner(new Owning(group, ""), levels));
    }

    private static Owner nameless(Owner owner) {
        return new Owner(
                owner.type(),
                "",
                owner.attributes(),
                owner.levels(),
                owner.unread(),
                owner.links(),
                owner.above().stream().map(Rulebook::nameless).toList());
    }

    private static List<String> linked(List<String> chain, String last) {
        return Stream.concat(chain.stream(), Stream.of(last)).toList();
    }
}
