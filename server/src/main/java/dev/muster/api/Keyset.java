package dev.muster.api;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A list in one order, read from any row on: the one way in which long lists are paged. Its cursors hold what a row is
/// ordered by, which no two rows share, and last how many rows lie before the next, so that nobody counts these again.
///
/// @param order how many columns it is ordered by
/// @param key   what a row is ordered by
/// @param rows  reads what follows a row
/// @param back  finds where the page before begins
public record Keyset<R>(int order, Function<R, List<String>> key, Rows<R> rows, Back back) {
    /// What a cursor holds beside the columns of the order.
    public static final int COUNT = 1;

    private static final String DIGITS = "\\d{0,9}";

    /// @param <R> a row
    @FunctionalInterface
    public interface Rows<R> {
        /// At most so many rows after one; after none, which is empty texts, from the beginning.
        List<R> after(List<String> key, int most);
    }

    /// Walks in the other direction.
    @FunctionalInterface
    public interface Back {
        /// What the row is ordered by that stands so many rows before one.
        Optional<List<String>> before(List<String> key, int rows);
    }

    /// At most `limit` rows after a place.
    public Slice<R> slice(@Nullable Cursor after, int limit) {
        return slice(place(after), limit);
    }

    /// The same, and where it lies in the whole list.
    ///
    /// @param found counts the list
    public Stretch<R> stretch(@Nullable Cursor after, int limit, LongSupplier found) {
        Place place = place(after);
        Slice<R> slice = slice(place, limit);
        return new Stretch<>(slice.rows(), place.before(), found.getAsLong(), previous(place, limit), slice.next());
    }

    private Slice<R> slice(Place place, int limit) {
        long end = place.before() + limit;
        return Slice.of(rows.after(place.key(), limit + 1), limit, row -> cursor(key.apply(row), end));
    }

    /// None where the page before is the first.
    private @Nullable Cursor previous(Place place, int limit) {
        long start = place.before() - limit;
        return start <= 0
                ? null
                : back.before(place.key(), limit)
                        .map(before -> cursor(before, start))
                        .orElse(null);
    }

    private Place place(@Nullable Cursor after) {
        if (after == null) {
            return new Place(Collections.nCopies(order, ""), 0);
        }
        String before = after.key().get(order);
        if (!before.matches(DIGITS)) {
            throw Cursor.foreign();
        }
        return new Place(after.key().subList(0, order), before.isEmpty() ? 0 : Long.parseLong(before));
    }

    private static Cursor cursor(List<String> key, long before) {
        return new Cursor(
                Stream.concat(key.stream(), Stream.of(String.valueOf(before))).toList());
    }

    /// @param before how many rows come first
    private record Place(List<String> key, long before) {}
}
