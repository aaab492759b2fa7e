package dev.muster.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A stretch of a list, and where it lies in the whole.
///
/// @param before   rows of the list before it
/// @param found    rows of the whole list
/// @param previous what the stretch before it begins after; none when that is the beginning
/// @param next     what the stretch after it begins after; none at the end
public record Stretch<T>(
        List<T> rows,
        long before,
        long found,
        @Nullable Cursor previous,
        @Nullable Cursor next) {
    public Stretch {
        rows = List.copyOf(rows);
    }

    /// A row with its place in the whole list.
    ///
    /// @param place    counted from 1
    /// @param key      what a stretch that begins after it is asked for with
    /// @param previous key of the row that is one stretch and one row before it; none when there is none
    public record Placed<T>(
            T row,
            long place,
            long found,
            Cursor key,
            @Nullable Cursor previous) {}

    /// @param rows asked for with one more than `limit`; the extra row says that there is more and is left out
    public static <T> Stretch<T> of(List<Placed<T>> rows, int limit) {
        if (rows.isEmpty()) {
            return new Stretch<>(List.of(), 0, 0, null, null);
        }
        List<Placed<T>> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        Placed<T> first = shown.getFirst();
        return new Stretch<>(
                shown.stream().map(Placed::row).toList(),
                first.place() - 1,
                first.found(),
                first.previous(),
                rows.size() > limit ? shown.getLast().key() : null);
    }

    /// The same for those who walk through the whole list.
    public Slice<T> slice() {
        return new Slice<>(rows, next);
    }

    public <R> Stretch<R> map(Function<T, R> mapping) {
        return new Stretch<>(rows.stream().map(mapping).toList(), before, found, previous, next);
    }
}
