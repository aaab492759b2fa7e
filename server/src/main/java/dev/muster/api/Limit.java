package dev.muster.api;

import dev.muster.problem.InvalidInput;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many items a page of a list has.
///
/// @param rows 1 to 500
public record Limit(int rows) {
    public static final int MOST = 500;
    public static final int USUAL = 100;

    /// The limit a call asks for; 100 when it asks for none.
    ///
    /// @throws InvalidInput about `limit` when it is no number from 1 to 500
    public static Limit parse(@Nullable String limit) {
        if (limit == null || limit.isEmpty()) {
            return new Limit(USUAL);
        }
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw new InvalidInput(Map.of("limit", "Send a number from 1 to %d.".formatted(MOST)));
        }
        return new Limit(Integer.parseInt(limit));
    }

    /// What to ask the database for, to learn whether there is more: see [Listing#of].
    public int andOneMore() {
        return rows + 1;
    }
}
