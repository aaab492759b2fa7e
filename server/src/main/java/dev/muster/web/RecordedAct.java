package dev.muster.web;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.Circumstances;
import dev.muster.audit.Origin;
import dev.muster.audit.Outcome;
import dev.muster.audit.Sentence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An entry of the audit record as the tag `web/tag/recorded` shows it.
///
/// @param number   position in the tenant's chain, from 1
/// @param sentence what happened
/// @param place    the integration that the entry is about; none where it is about none that is there
/// @param undone   how it ended, where it was not done; none otherwise
/// @param facts    everything else that the entry holds, by label
public record RecordedAct(
        long number,
        Moment at,
        Sentence sentence,
        @Nullable Place place,
        @Nullable Outcome undone,
        Map<String, String> facts) {
    /// What the details of an entry call the id of the integration that they are about.
    public static final String INTEGRATION = "integration";

    private static final List<String> FIRST = List.of("before", "after");

    public RecordedAct {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /// An integration and the address of its page.
    public record Place(String name, String href) {}

    public static RecordedAct of(AuditEntry entry, Moment at, @Nullable Place place) {
        return new RecordedAct(entry.number(), at, Sentence.of(entry), place, undone(entry), facts(entry, at));
    }

    private static @Nullable Outcome undone(AuditEntry entry) {
        Circumstances circumstances = entry.circumstances();
        return circumstances == null || circumstances.outcome() == Outcome.DONE ? null : circumstances.outcome();
    }

    /// The address of what the sentence is about; none where that has no page.
    public @Nullable String subjectHref() {
        return sentence.integration() && place != null ? place.href() : null;
    }

    private static Map<String, String> facts(AuditEntry entry, Moment at) {
        Map<String, String> facts = new LinkedHashMap<>();
        FIRST.stream()
                .filter(entry.details()::containsKey)
                .forEach(name -> facts.put(
                        label(name), Objects.requireNonNull(entry.details().get(name))));
        entry.details().forEach((name, value) -> facts.putIfAbsent(label(name), value));
        facts.put("Action", entry.action());
        facts.put("Time", at.exact());
        Origin origin = entry.origin();
        putIfThere(facts, "Address", origin.address());
        putIfThere(facts, "Browser", origin.browser());
        putIfThere(facts, "Request", origin.request());
        if (entry.actor().id() != null) {
            facts.put("Id of who did it", entry.actor().id().toString());
        }
        return facts;
    }

    private static void putIfThere(Map<String, String> facts, String label, @Nullable String value) {
        if (value != null) {
            facts.put(label, value);
        }
    }

    /// `link_valid_until` and `linkValidUntil` are `Link valid until`.
    private static String label(String name) {
        if (name.equals(INTEGRATION)) {
            return "Id of the integration";
        }
        String words =
                name.replace('_', ' ').replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
