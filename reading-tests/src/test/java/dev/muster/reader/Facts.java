package dev.muster.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is known of an account, each fact a line that two readers write alike.
final class Facts {
    private final Set<String> listed = new HashSet<>();
    private final Map<String, String> named = new TreeMap<>();
    private final Set<String> accounts = new TreeSet<>();
    private final Set<String> grants = new TreeSet<>();
    private final Set<String> resources = new TreeSet<>();
    private final Set<String> links = new TreeSet<>();
    private final Set<String> disagreements = new TreeSet<>();
    private final Set<String> unread = new TreeSet<>();

    void account(String id, String name, @Nullable String email, boolean invited, Map<String, String> attributes) {
        listed.add("user " + id);
        accounts.add(
                "%s %s <%s>%s %s".formatted(id, name, email, invited ? " invited" : "", new TreeMap<>(attributes)));
    }

    void resource(String type, String id, String name, Map<String, String> attributes) {
        listed.add(type + " " + id);
        resources.add("%s %s %s %s".formatted(type, id, name, new TreeMap<>(attributes)));
    }

    void grant(String user, String type, String id, String value, String through, Map<String, String> attributes) {
        grants.add("%s is %s on %s %s through '%s' %s"
                .formatted(user, value, type, id, through, new TreeMap<>(attributes)));
    }

    void link(String from, String relation, String to, Map<String, String> attributes) {
        links.add("%s %s %s %s".formatted(from, relation, to, new TreeMap<>(attributes)));
    }

    /// A reference names something.
    void named(String type, String id, @Nullable String name, @Nullable String deletedAt) {
        named.put("%s %s %s %s".formatted(type, id, name, deletedAt), type + " " + id);
    }

    /// Of two sides, each in few words.
    void disagreement(String about, String one, String other) {
        disagreements.add("%s: %s / %s".formatted(about, one, other));
    }

    /// Something of which its own list cannot be read.
    void unread(String type, String id) {
        unread.add(type + " " + id);
    }

    /// What references name and no list shows.
    private Set<String> stubs() {
        Set<String> stubs = new TreeSet<>();
        named.forEach((line, key) ->
                Optional.of(line).filter(each -> !listed.contains(key)).ifPresent(stubs::add));
        return stubs;
    }

    /// Every line that only one of the two has.
    static List<String> differences(Facts plain, Facts muster) {
        List<String> differences = new ArrayList<>();
        plain.all().forEach((kind, lines) -> {
            Set<String> other = muster.all().getOrDefault(kind, Set.of());
            lines.stream()
                    .filter(line -> !other.contains(line))
                    .forEach(line -> differences.add("%s: Muster lacks %s".formatted(kind, line)));
            other.stream()
                    .filter(line -> !lines.contains(line))
                    .forEach(line -> differences.add("%s: Muster alone has %s".formatted(kind, line)));
        });
        return differences;
    }

    private Map<String, Set<String>> all() {
        return Map.of(
                "accounts", accounts,
                "grants", grants,
                "resources", resources,
                "links", links,
                "stubs", stubs(),
                "disagreements", disagreements,
                "unread parts", unread);
    }

    void add(Facts more) {
        listed.addAll(more.listed);
        named.putAll(more.named);
        accounts.addAll(more.accounts);
        grants.addAll(more.grants);
        resources.addAll(more.resources);
        links.addAll(more.links);
        disagreements.addAll(more.disagreements);
        unread.addAll(more.unread);
    }
}
