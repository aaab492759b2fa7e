package dev.muster.pagerduty;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a record that are kept, by path: `name`, `user.id`, `escalation_rules.targets.type`. Arrays count as
/// what they hold. Everything else is skipped unread, because PagerDuty's records hold secrets in fields that its
/// documentation does not name.
final class Allowed {
    /// Nothing is kept.
    static final Allowed NOTHING = new Allowed();

    private final Map<String, Allowed> below = new HashMap<>();

    private Allowed() {}

    static Allowed of(String... paths) {
        return of(List.of(paths), List.of());
    }

    /// These, and what references tell that stand at other paths: which thing it is, what it is called, and when it
    /// was deleted.
    static Allowed of(List<String> paths, List<String> references) {
        Allowed allowed = new Allowed();
        paths.forEach(allowed::add);
        references.forEach(path -> Reference.FIELDS.forEach(field -> allowed.add(path + "." + field)));
        return allowed;
    }

    /// What is kept of a field; none when the field is not.
    @Nullable
    Allowed below(String field) {
        return below.get(field);
    }

    /// Whether the field itself is a value that is kept, rather than a way to fields inside it.
    boolean isLeaf() {
        return below.isEmpty();
    }

    private void add(String path) {
        Allowed at = this;
        for (String field : path.split("\\.")) {
            at = at.below.computeIfAbsent(field, name -> new Allowed());
        }
    }
}
