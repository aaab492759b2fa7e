package dev.muster.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A stretch of a list for those who walk through all of it: what it lies between is not asked for.
///
/// @param next what the stretch after it begins after; none at the end
public record Slice<T>(List<T> rows, @Nullable Cursor next) {
    public Slice {
        rows = List.copyOf(rows);
    }

    /// @param rows asked for with one more than `limit`; the extra row says that there is more and is left out
    /// @param key  what a stretch that begins after a row is asked for with
    public static <T> Slice<T> of(List<T> rows, int limit, Function<T, Cursor> key) {
        return rows.size() > limit
                ? new Slice<>(rows.subList(0, limit), key.apply(rows.get(limit - 1)))
                : new Slice<>(rows, null);
    }

    public <R> Slice<R> map(Function<T, R> mapping) {
        return new Slice<>(rows.stream().map(mapping).toList(), next);
    }
}
