package dev.muster.connector;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A connector described by data, enough to draw its form, name its feeds and title its values.
///
/// @param id           stable, lower case, used in addresses and in the database: `pagerduty`
/// @param name         as the product shows it: `Pagerduty`
/// @param mark         one or two letters that stand for it where no logo does: `PD`
/// @param purpose      what the application is for, in a few words: `On-call and incident response`
/// @param reads        what Muster reads there, one sentence
/// @param version      version of the connector, kept in every completeness certificate
/// @param settings     what an administrator fills in, in the order of the form
/// @param feeds        the listings it reads, in the order they are read
/// @param entitlements  every known value of every level of access; a value missing here is unknown, not wrong
/// @param rights        what levels amount to, as far as anybody can tell; none when nobody can
/// @param resourceTypes what access is held on; a type missing here is shown by its own name, as an object
/// @param relations     what its links say; one missing here is shown by its own name
/// @param pages         where it shows its records to people
public record Description(
        String id,
        String name,
        String mark,
        String purpose,
        String reads,
        String version,
        List<Setting> settings,
        List<Feed> feeds,
        List<Entitlement> entitlements,
        List<Right> rights,
        List<ResourceType> resourceTypes,
        List<Relation> relations,
        RecordPages pages) {
    private static final int MARK = 2;

    /// Marked by the first two letters of its name, with levels of which nobody can tell what they amount to, and
    /// without pages of its own.
    public Description(
            String id,
            String name,
            String purpose,
            String reads,
            String version,
            List<Setting> settings,
            List<Feed> feeds,
            List<Entitlement> entitlements,
            List<ResourceType> resourceTypes,
            List<Relation> relations) {
        this(
                id,
                name,
                name.substring(0, Math.min(MARK, name.length())).toUpperCase(Locale.ROOT),
                purpose,
                reads,
                version,
                settings,
                feeds,
                entitlements,
                List.of(),
                resourceTypes,
                relations,
                RecordPages.UNKNOWN);
    }

    public Description {
        settings = List.copyOf(settings);
        feeds = List.copyOf(feeds);
        entitlements = List.copyOf(entitlements);
        rights = rights.stream().sorted().toList();
        resourceTypes = List.copyOf(resourceTypes);
        relations = List.copyOf(relations);
        requireDependenciesReadFirst(feeds);
    }

    /// What is known of a type of resource; empty when the connector says nothing of it.
    public Optional<ResourceType> resourceType(String type) {
        return resourceTypes.stream().filter(known -> known.type().equals(type)).findFirst();
    }

    /// Types of resources that are such a part of the application, as the connector orders them.
    public List<String> types(ResourceType.Part part) {
        return of(part).map(ResourceType::type).toList();
    }

    /// The type of the resource that stands for the application as a whole; empty when the connector has none, and
    /// then it is the type of nothing.
    public String whole() {
        return types(ResourceType.Part.WHOLE).stream().findFirst().orElse("");
    }

    /// What one of such parts is called: `Team`, `Group or role`; empty when the application has none.
    public String noun(ResourceType.Part part) {
        return inOneText(of(part).map(ResourceType::noun).toList(), " or ");
    }

    /// What several of such parts are called: `Teams`, `Groups and roles`; empty when the application has none.
    public String plural(ResourceType.Part part) {
        return inOneText(of(part).map(ResourceType::plural).toList(), " and ");
    }

    private Stream<ResourceType> of(ResourceType.Part part) {
        return resourceTypes.stream().filter(known -> known.part() == part);
    }

    private static String inOneText(List<String> words, String last) {
        String text = "";
        for (int i = 0; i < words.size(); i++) {
            String between = i == 0 ? "" : i == words.size() - 1 ? last : ", ";
            text += between + (i == 0 ? words.get(i) : inText(words.get(i)));
        }
        return text;
    }

    /// A word as it stands within a sentence: `escalation policy`.
    public static String inText(String word) {
        return word.isEmpty() ? "" : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }

    /// Whether resources of a type are such a part of the application.
    public boolean is(String type, ResourceType.Part part) {
        return resourceType(type).map(ResourceType::part).orElse(ResourceType.Part.OBJECT) == part;
    }

    /// What is known of a relation; empty when the connector says nothing of it.
    public Optional<Relation> relation(String id) {
        return relations.stream().filter(known -> known.id().equals(id)).findFirst();
    }

    /// The known entitlement behind a raw value on a type of resource; empty when the connector does not know it.
    public Optional<Entitlement> entitlement(String resourceType, String value) {
        return entitlements.stream()
                .filter(known -> known.resourceType().equals(resourceType)
                        && known.value().equals(value))
                .findFirst();
    }

    /// The levels that exist on a type of resource, strongest first; those of one rank as the connector orders
    /// them.
    public List<Entitlement> levels(String resourceType) {
        return entitlements.stream()
                .filter(known -> known.resourceType().equals(resourceType))
                .sorted(Comparator.comparingInt(Entitlement::rank).reversed())
                .toList();
    }

    /// Raw values that are held on one resource, each once, the strongest first: that one counts. What nobody knows
    /// comes last, since nobody can tell how strong it is.
    public List<String> strongestFirst(String resourceType, Collection<String> values) {
        List<String> order =
                levels(resourceType).stream().map(Entitlement::value).toList();
        return values.stream()
                .distinct()
                .sorted(Comparator.comparingInt(
                                (String value) -> order.contains(value) ? order.indexOf(value) : order.size())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /// The title of a raw value as the application shows it, `Unknown (value)` when the connector does not know
    /// it.
    public String title(String resourceType, String value) {
        return entitlement(resourceType, value).map(Entitlement::title).orElse(unknown(value));
    }

    /// The feed with this id.
    ///
    /// @throws IllegalArgumentException when the connector has no such feed
    public Feed feed(String feedId) {
        return feeds.stream()
                .filter(feed -> feed.id().equals(feedId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Connector %s has no feed %s".formatted(id, feedId)));
    }

    /// Ids of the feeds whose grants come and go without anybody changing access.
    public Set<String> restless() {
        return feeds.stream().filter(Feed::restless).map(Feed::id).collect(Collectors.toUnmodifiableSet());
    }

    /// `Unknown (team_lead)`. A value that is in brackets already gets none around them.
    private static String unknown(String value) {
        return value.startsWith("(") && value.endsWith(")") ? "Unknown " + value : "Unknown (%s)".formatted(value);
    }

    private static void requireDependenciesReadFirst(List<Feed> feeds) {
        Set<String> read = new HashSet<>();
        for (Feed feed : feeds) {
            if (!read.containsAll(feed.dependsOn())) {
                throw new IllegalArgumentException(
                        "Feed %s depends on %s, which must be read before it".formatted(feed.id(), feed.dependsOn()));
            }
            if (!read.add(feed.id())) {
                throw new IllegalArgumentException("Two feeds are called %s".formatted(feed.id()));
            }
        }
    }
}
