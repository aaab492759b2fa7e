package dev.muster.changes;

import dev.muster.changes.ChangesPage.Said;
import dev.muster.changes.ChangesPage.Side;
import dev.muster.connector.Description;
import dev.muster.connector.Relation;
import dev.muster.difference.Change;
import dev.muster.difference.Change.ByRecord;
import dev.muster.difference.Change.Content;
import dev.muster.difference.Change.Kind;
import dev.muster.difference.Change.Named;
import dev.muster.difference.Change.Way;
import dev.muster.explorer.TypeWords;
import dev.muster.ledger.Level;
import dev.muster.web.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts changes of one application's data into words.
record ChangeWords(Description application) {
    private static final String VALUE = "value";
    private static final String THROUGH = "through";
    private static final List<String> OF_ACCOUNT = List.of("name", "email", "state", "kind");

    /// The application's own book: `Payroll's audit records`.
    String trail() {
        return "%s's audit records".formatted(application.name());
    }

    /// The level of a grant; none of anything else.
    @Nullable
    Level level(Change change, @Nullable Content content) {
        Named object = change.object();
        if (change.kind() != Kind.GRANT || object == null || content == null) {
            return null;
        }
        return Level.of(application, object.key().type(), content.fields().getOrDefault(VALUE, ""));
    }

    /// What was said before, and what is said now.
    List<Said> said(Change change) {
        List<Said> said = new ArrayList<>(
                switch (change.kind()) {
                    case GRANT -> ofGrant(change);
                    case ACCOUNT -> ofFields(change, OF_ACCOUNT);
                    case RESOURCE -> ofResource(change);
                    case LINK -> List.of(both(change, relation(change.relation())));
                });
        if (change.way() == Way.CHANGED) {
            said.addAll(differing(change));
        }
        return said;
    }

    private List<Said> ofGrant(Change change) {
        List<Said> said = new ArrayList<>();
        Side before = side(level(change, change.before()));
        Side after = side(level(change, change.after()));
        said.add(new Said("", before, after));
        said.addAll(ofFields(change, List.of(THROUGH)));
        return said;
    }

    private List<Said> ofResource(Change change) {
        String type = TypeWords.noun(application, change.subject().key().type());
        return change.way() == Way.CHANGED ? ofFields(change, List.of("name")) : List.of(both(change, type));
    }

    /// Of what came or went every field that says something, otherwise those that differ.
    private static List<Said> ofFields(Change change, List<String> fields) {
        return fields.stream()
                .map(field -> said(
                        Spelling.ofType(field.equals("email") ? "e-mail" : field),
                        Optional.ofNullable(change.before())
                                .map(content -> content.fields().get(field)),
                        Optional.ofNullable(change.after())
                                .map(content -> content.fields().get(field))))
                .filter(said -> change.way() == Way.CHANGED ? differs(said) : isTold(said))
                .filter(said -> change.way() == Way.CHANGED || !said.label().equals("Name"))
                .toList();
    }

    private static List<Said> differing(Change change) {
        Map<String, String> before = attributes(change.before());
        Map<String, String> after = attributes(change.after());
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .map(key -> said(
                        Spelling.ofType(key),
                        Optional.ofNullable(before.get(key)),
                        Optional.ofNullable(after.get(key))))
                .filter(ChangeWords::differs)
                .toList();
    }

    private static Map<String, String> attributes(@Nullable Content content) {
        return content == null ? Map.of() : content.attributes();
    }

    private static Said said(String label, Optional<String> before, Optional<String> after) {
        return new Said(label, side(before), side(after));
    }

    private static @Nullable Side side(Optional<String> text) {
        return text.filter(known -> !known.isEmpty())
                .map(known -> new Side(known, "", false))
                .orElse(null);
    }

    private static @Nullable Side side(@Nullable Level level) {
        return level == null ? null : new Side(level.title(), level.value(), level.privileged());
    }

    /// What does not change by itself.
    private static Said both(Change change, String text) {
        var side = new Side(text, "", false);
        return new Said("", change.way() == Way.REMOVED ? side : null, change.way() == Way.REMOVED ? null : side);
    }

    private static boolean differs(Said said) {
        return said.before() == null ? said.after() != null : !said.before().equals(said.after());
    }

    private static boolean isTold(Said said) {
        return said.before() != null || said.after() != null;
    }

    private String relation(String id) {
        return application.relation(id).map(Relation::forwards).orElse(id);
    }

    /// Who did it: by name, or by the key that was used; empty when the application does not tell.
    static String who(@Nullable ByRecord record) {
        if (record == null) {
            return "";
        }
        Named by = record.by();
        String key = record.attributes().get("key_ending");
        if (key != null && (by == null || by.name().equals(by.key().id()))) {
            return "API key ending " + key;
        }
        return by == null ? "" : by.name();
    }

    /// By what means, as the application words it; empty when it does not tell.
    static String how(@Nullable ByRecord record) {
        return record == null || record.how().startsWith("(")
                ? ""
                : record.how().replace('_', ' ').replaceAll("\\bapi\\b", "API");
    }

    /// One side of a change in one line, for files: the raw value of a level, and otherwise all that is said.
    static String line(Change change, @Nullable Content content) {
        if (content == null) {
            return "";
        }
        return change.kind() == Kind.GRANT
                ? content.fields().getOrDefault(VALUE, "")
                : content.fields().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(field -> "%s: %s".formatted(field.getKey(), field.getValue()))
                        .collect(Collectors.joining("; "));
    }
}
