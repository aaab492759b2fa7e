package dev.muster.pagerduty;

import dev.muster.connector.Key;
import java.util.Optional;

/// What one of PagerDuty's references points to.
final class Reference {
    private static final String ENDING = "_reference";

    private Reference() {}

    /// The key behind a reference that can only be of one type, whatever type it says: PagerDuty was seen to
    /// mistype them. Empty without an id.
    static Optional<Key> to(String type, Fields reference) {
        return reference.text("id").map(id -> new Key(type, id));
    }

    /// The key behind a reference whose type is up to PagerDuty; empty without an id or a type. A full object in
    /// place of a reference has the same id and the plain type.
    static Optional<Key> of(Fields reference) {
        return reference.text("type").flatMap(type -> to(plain(type), reference));
    }

    /// The key behind the reference at a path of a record; empty without an id or a type.
    static Optional<Key> at(String path, Fields record) {
        Optional<String> id = record.text(path + ".id");
        return record.text(path + ".type").flatMap(type -> id.map(known -> new Key(plain(type), known)));
    }

    /// `user_reference` and `user` are one type; so are layer and shift schedules, which share their ids.
    private static String plain(String type) {
        String plain = type.endsWith(ENDING) ? type.substring(0, type.length() - ENDING.length()) : type;
        return plain.equals("schedule_v3") ? "schedule" : plain;
    }
}
