package dev.muster.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.problem.InvalidInput;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where the next page of a keyset list begins: the key of the last row shown, opaque to callers.
///
/// @param key the columns the list is ordered by, as text; at least one
public record Cursor(List<String> key) {
    private static final int LONGEST = 4000;

    public Cursor {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("A cursor without a key leads nowhere");
        }
        key = List.copyOf(key);
    }

    public static Cursor of(String... key) {
        return new Cursor(List.of(key));
    }

    /// As a call sends it back in `after`; empty when it sends none.
    ///
    /// @param columns how many the list is ordered by
    /// @throws InvalidInput about `after` when it is not from this list
    public static Optional<Cursor> parse(@Nullable String after, int columns) {
        if (after == null || after.isEmpty()) {
            return Optional.empty();
        }
        if (after.length() > LONGEST) {
            throw foreign();
        }
        try {
            List<String> key = Arrays.stream(after.split("\\.", -1))
                    .map(part -> new String(Base64.getUrlDecoder().decode(part), UTF_8))
                    .toList();
            if (key.size() != columns || key.stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
                throw foreign();
            }
            return Optional.of(new Cursor(key));
        } catch (IllegalArgumentException noBase64) {
            throw foreign();
        }
    }

    /// For `next`: letters, digits, `-`, `_` and `.`.
    public String text() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return key.stream()
                .map(part -> encoder.encodeToString(part.getBytes(UTF_8)))
                .collect(Collectors.joining("."));
    }

    /// The refusal of a cursor that no list gave out.
    public static InvalidInput foreign() {
        return new InvalidInput(Map.of("after", "Send what the page before gave as next, or leave it out."));
    }
}
