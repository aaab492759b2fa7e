package dev.muster.host;

import dev.muster.host.Note.Kind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is said of one feed: once of each subject, and no more of a kind than anybody reads, so that a hundred unread
/// parts hide no rejected record.
final class Notes {
    private static final int MOST = 100;

    private final String feed;
    private final Map<Kind, Map<String, Note>> notes = new EnumMap<>(Kind.class);

    Notes(String feed) {
        this.feed = feed;
    }

    void add(Kind kind, String subject, String detail) {
        Map<String, Note> ofKind = notes.computeIfAbsent(kind, any -> new LinkedHashMap<>());
        if (ofKind.size() < MOST) {
            ofKind.putIfAbsent(subject, new Note(feed, kind, subject, detail));
        }
    }

    /// By kind, each in the order it came.
    List<Note> all() {
        return notes.values().stream()
                .flatMap(ofKind -> ofKind.values().stream())
                .toList();
    }
}
