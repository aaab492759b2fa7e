package dev.muster.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next what the next call sends as `after`; none at the end
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Listing<T>(List<T> items, @Nullable String next) {
    public Listing {
        items = List.copyOf(items);
    }

    /// A page of rows that were asked for with one more than `limit`: the extra row says that there is more and is
    /// left out.
    ///
    /// @param key what the next page begins after, of the last row shown
    public static <R, T> Listing<T> of(List<R> rows, int limit, Function<R, T> item, Function<R, Cursor> key) {
        List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        String next = rows.size() > limit ? key.apply(shown.getLast()).text() : null;
        return new Listing<>(shown.stream().map(item).toList(), next);
    }
}
