package dev.muster.pagerduty.api;

import dev.muster.connector.Key;
import dev.muster.connector.Row;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What one of PagerDuty's references points to, and what it tells of it: of who was deleted, nothing else does.
public final class Reference {
    /// What is kept of a reference, besides its type where that is up to PagerDuty.
    static final List<String> FIELDS = List.of("id", "summary", "deleted_at");

    private static final String ENDING = "_reference";

    private Reference() {}

    /// These fields, and what references tell that stand at other paths: which thing it is, what it is called, and
    /// when it was deleted.
    public static Allowed kept(List<String> paths, List<String> references) {
        Stream<String> told =
                references.stream().flatMap(path -> FIELDS.stream().map(field -> path + "." + field));
        return Allowed.of(Stream.concat(paths.stream(), told).toList());
    }

    /// The key behind a reference that can only be of one type, whatever type it says: PagerDuty was seen to
    /// mistype them. Empty without an id.
    public static Optional<Key> to(String type, Fields reference) {
        return reference.text("id").map(id -> new Key(type, id));
    }

    /// The key behind a reference whose type is up to PagerDuty; empty without an id or a type. A full object in
    /// place of a reference has the same id and the plain type.
    public static Optional<Key> of(Fields reference) {
        return reference.text("type").flatMap(type -> to(plain(type), reference));
    }

    /// The key behind the reference at a path of a record; empty without an id or a type.
    public static Optional<Key> at(String path, Fields record) {
        Optional<String> id = record.text(path + ".id");
        return record.text(path + ".type").flatMap(type -> id.map(known -> new Key(plain(type), known)));
    }

    /// What a reference tells of the thing behind it.
    public static Row mentioned(Key key, Fields reference) {
        return mentioned(key, "", reference);
    }

    /// What the reference at a path of a record tells, which can only be of one type; nothing when there is none.
    public static Stream<Row> mentionedAt(String path, String type, Fields record) {
        return record.text(path + ".id").stream().map(id -> mentioned(new Key(type, id), path + ".", record));
    }

    /// What the references of a list of a record tell, which can only be of one type.
    public static Stream<Row> mentionedIn(String list, String type, Fields record) {
        return record.list(list).stream().flatMap(each -> mentionedAs(type, each));
    }

    /// What a reference tells that can only be of one type; nothing without an id.
    public static Stream<Row> mentionedAs(String type, Fields reference) {
        return to(type, reference).map(key -> mentioned(key, reference)).stream();
    }

    private static Row mentioned(Key key, String prefix, Fields record) {
        return new Row.Mentioned(
                key,
                record.text(prefix + "summary").orElse(null),
                record.text(prefix + "deleted_at").flatMap(Reference::time).orElse(null));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /// `user_reference` and `user` are one type; so are layer and shift schedules, which share their ids.
    private static String plain(String type) {
        String plain = type.endsWith(ENDING) ? type.substring(0, type.length() - ENDING.length()) : type;
        return plain.equals("schedule_v3") ? "schedule" : plain;
    }
}
