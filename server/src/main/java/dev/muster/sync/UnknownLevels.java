package dev.muster.sync;

import dev.muster.connector.Description;
import dev.muster.host.Note;
import dev.muster.ledger.StagedRun.StagedLevel;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Levels of access in a staged run that the connector has no title for. A kept grant counts like a fetched one:
/// that nothing changed does not make its level known.
///
/// @param grants that hold such a level, by feed
/// @param notes  one for each value, at most 100 of each feed
record UnknownLevels(Map<String, Long> grants, List<Note> notes) {
    private static final int MOST_NOTES = 100;

    UnknownLevels {
        grants = Map.copyOf(grants);
        notes = List.copyOf(notes);
    }

    static UnknownLevels among(Collection<StagedLevel> levels, Description application) {
        Map<String, Long> grants = new HashMap<>();
        Map<String, Set<Note>> notes = new HashMap<>();
        for (StagedLevel level : levels) {
            if (application.entitlement(level.resourceType(), level.value()).isEmpty()) {
                grants.merge(level.feed(), level.grants(), Long::sum);
                notes.computeIfAbsent(level.feed(), feed -> new LinkedHashSet<>())
                        .add(note(level, application));
            }
        }
        return new UnknownLevels(
                grants,
                notes.values().stream()
                        .flatMap(ofFeed -> ofFeed.stream().limit(MOST_NOTES))
                        .toList());
    }

    /// How many grants of a feed hold a level nobody knows.
    long of(String feed) {
        return grants.getOrDefault(feed, 0L);
    }

    private static Note note(StagedLevel level, Description application) {
        return new Note(
                level.feed(),
                Note.Kind.UNKNOWN,
                level.value(),
                "Kept and shown as %s".formatted(application.title(level.resourceType(), level.value())));
    }
}
