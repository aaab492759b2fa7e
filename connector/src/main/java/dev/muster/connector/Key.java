package dev.muster.connector;

/// A natural key. Ids are unique per type only, so neither half means anything alone.
///
/// @param type lower case, singular, without a `_reference` ending: `user`, `team`
/// @param id   the application's id, kept as it came
public record Key(String type, String id) {
    public Key {
        if (type.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("A key needs a type and an id, not '%s' '%s'".formatted(type, id));
        }
    }
}
