package dev.muster.kit.answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a record that are kept, by path: `name`, `user.id`, `escalation_rules.targets.type`. Arrays count as
/// what they hold. Everything else is skipped unread, because records hold secrets in fields that no
/// documentation names.
public final class Allowed {
    /// Nothing is kept.
    public static final Allowed NOTHING = new Allowed();

    private final Map<String, Allowed> below = new HashMap<>();

    private Allowed() {}

    public static Allowed of(String... paths) {
        return of(List.of(paths));
    }

    public static Allowed of(List<String> paths) {
        Allowed allowed = new Allowed();
        paths.forEach(allowed::add);
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
