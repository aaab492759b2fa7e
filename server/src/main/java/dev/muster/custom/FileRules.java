package dev.muster.custom;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Key;
import dev.muster.connector.Right;
import dev.muster.form.FileForm;
import dev.muster.form.FileForm.LevelForm;
import dev.muster.form.Meaning;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What files of one form tell: the level that an account holds on a resource is what it can do there, and nothing else
/// adds to it. Each level is a right of its own, since only its name is known.
final class FileRules implements AccessRules {
    /// Files tell of no such thing.
    private static final Key WHOLE = new Key("application", CustomApplication.ID);

    /// Values of `right` in addresses that mean several rights, or none.
    private static final Set<String> TAKEN = Set.of("all", "any", "unknown");

    private final Map<String, Right> byLevel;
    private final boolean groups;

    private FileRules(Map<String, Right> byLevel, boolean groups) {
        this.byLevel = byLevel;
        this.groups = groups;
    }

    /// Empty while no level is known by name.
    static Optional<AccessRules> of(FileForm form) {
        Map<String, Right> byLevel = new LinkedHashMap<>();
        Set<String> ids = new HashSet<>();
        for (LevelForm level : form.levels()) {
            String id = id(level.value());
            if (!ids.add(id)) {
                id = id + "_" + mark(level.value());
            }
            byLevel.putIfAbsent(level.value(), new Right(id, title(level), byLevel.size()));
        }
        return byLevel.isEmpty()
                ? Optional.empty()
                : Optional.of(new FileRules(byLevel, form.grants().has(Meaning.GROUP)));
    }

    private static String title(LevelForm level) {
        return level.title().isBlank() ? level.value() : level.title();
    }

    /// `approve_payments`; of a value without Latin letters, a mark that is always the same.
    private static String id(String value) {
        String plain =
                value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        if (plain.isEmpty()) {
            return "level_" + mark(value);
        }
        return TAKEN.contains(plain) || Character.isDigit(plain.charAt(0)) ? "level_" + plain : plain;
    }

    private static String mark(String value) {
        return Integer.toHexString(value.hashCode());
    }

    @Override
    public Key whole() {
        return WHOLE;
    }

    /// What a group of a file is, and who is in it, nobody tells.
    @Override
    public Set<String> groups() {
        return Set.of();
    }

    @Override
    public List<Passage> passages() {
        return List.of();
    }

    @Override
    public Sources sources() {
        return new Sources(Set.of(), Set.of(), Set.of());
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(
                CustomApplication.RESOURCE,
                Set.copyOf(byLevel.values()),
                Set.of(CustomApplication.RESOURCES.id()),
                Set.of(CustomApplication.GRANTS.id())));
    }

    @Override
    public String bound() {
        return groups
                ? "What a group holds is shown as a link and counted for nobody: the files do not say who is in it"
                : "";
    }

    @Override
    public String able(Right right) {
        return "holds " + right.title();
    }

    @Override
    public Decision decide(Question question) {
        Set<String> held = question.paths().stream()
                .filter(path -> path.group() == null)
                .flatMap(path -> path.levels().stream())
                .collect(Collectors.toSet());
        Set<Right> rights =
                held.stream().filter(byLevel::containsKey).map(byLevel::get).collect(Collectors.toSet());
        List<String> strange = held.stream()
                .filter(level -> !byLevel.containsKey(level))
                .sorted()
                .toList();
        String titles = rights.stream().sorted().map(Right::title).collect(Collectors.joining(" and "));
        if (!question.unread().isEmpty()) {
            String why = question.unread().values().stream().sorted().collect(Collectors.joining("; "));
            return new Decision(rights, othersThan(rights), "At least", "Not certain, because " + why, groups);
        }
        if (!strange.isEmpty()) {
            String why = Stream.concat(Stream.of(titles).filter(known -> !known.isEmpty()), strange.stream())
                    .collect(Collectors.joining(" and "));
            return new Decision(
                    rights,
                    othersThan(rights),
                    "Unknown level",
                    "Holds %s; nobody has said what %s allows".formatted(why, String.join(" and ", strange)),
                    groups);
        }
        return rights.isEmpty()
                ? new Decision(Set.of(), Set.of(), "Nothing held", "Holds nothing on it", groups)
                : new Decision(rights, Set.of(), "Level held", "Holds " + titles, groups);
    }

    private Set<Right> othersThan(Set<Right> rights) {
        Set<Right> others = new HashSet<>(byLevel.values());
        others.removeAll(rights);
        return others;
    }
}
