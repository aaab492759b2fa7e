package dev.muster.simulator.objects;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The labels of the account and what carries them. May be changed while it is read; safe for many threads.
public final class Tags {

    /// @param label at most 191 characters
    public record Tag(String id, String label) {}

    private final Roster<Tag> tags = new Roster<>();
    private final Map<String, Set<String>> labelled = new ConcurrentHashMap<>();

    Tags() {}

    /// In the order of `/tags`.
    public List<Tag> list() {
        return tags.list();
    }

    public Optional<Tag> tag(String id) {
        return Optional.ofNullable(tags.get(id));
    }

    /// Ids of what carries the tag, in the order it was put on.
    ///
    /// @param kind `users`, `teams` or `escalation_policies`
    public List<String> labelled(String tagId, String kind) {
        var ids = labelled.get(place(tagId, kind));
        if (ids == null) {
            return List.of();
        }
        synchronized (ids) {
            return new ArrayList<>(ids);
        }
    }

    /// Adds the tag, or gives the one of that id another label.
    public void add(Tag tag) {
        tags.put(tag.id(), tag);
    }

    /// Puts a tag on something, whether or not the account has either.
    ///
    /// @param kind `users`, `teams` or `escalation_policies`
    public void put(String tagId, String kind, String id) {
        var ids = labelled.computeIfAbsent(place(tagId, kind), key -> new LinkedHashSet<>());
        synchronized (ids) {
            ids.add(id);
        }
    }

    private static String place(String tagId, String kind) {
        return tagId + "/" + kind;
    }
}
