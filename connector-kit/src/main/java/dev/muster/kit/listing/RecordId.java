package dev.muster.kit.listing;

import dev.muster.kit.answer.Fields;
import java.util.Optional;

/// What tells the records of one listing apart.
@FunctionalInterface
public interface RecordId {

    /// The id of a record; empty when it lacks what would tell it apart.
    Optional<String> of(Fields record);

    /// The field at a path: `id`, `user.id`.
    static RecordId at(String path) {
        return record -> record.text(path);
    }
}
