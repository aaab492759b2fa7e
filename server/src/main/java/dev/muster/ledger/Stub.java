package dev.muster.ledger;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether something is only referred to, and when it was deleted as far as references tell.
///
/// @param is      whether no listing shows it
/// @param deleted none when nobody tells
public record Stub(boolean is, @Nullable Instant deleted) {
    private static final String STUB = "stub";
    private static final String DELETED = "deleted";

    /// By the attributes of a resource.
    public static Stub of(Map<String, String> attributes) {
        return new Stub(attributes.containsKey(STUB), deleted(attributes.get(DELETED)));
    }

    /// When an account or a resource was deleted, as it is stored; none when nobody tells.
    public static @Nullable Instant deleted(@Nullable String at) {
        try {
            return at == null ? null : Instant.parse(at);
        } catch (DateTimeParseException otherwise) {
            return null;
        }
    }
}
