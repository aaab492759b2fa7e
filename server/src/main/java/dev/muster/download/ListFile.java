package dev.muster.download;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A list that was opened to be written: read slice by slice, all at the state it was opened at, so that memory does
/// not grow with it.
///
/// @param first   its first slice, of rows of cells: texts, numbers, moments, days, or nothing
/// @param further reads the slice after a place
public record ListFile(
        FileHead head,
        Slice<List<? extends @Nullable Object>> first,
        Function<Cursor, Slice<List<? extends @Nullable Object>>> further) {

    /// @param cells of each row
    public static <T> ListFile of(
            FileHead head,
            Slice<T> first,
            Function<Cursor, Slice<T>> further,
            Function<T, Stream<List<? extends @Nullable Object>>> cells) {
        return new ListFile(head, rows(first, cells), after -> rows(further.apply(after), cells));
    }

    private static <T> Slice<List<? extends @Nullable Object>> rows(
            Slice<T> slice, Function<T, Stream<List<? extends @Nullable Object>>> cells) {
        return new Slice<>(slice.rows().stream().flatMap(cells).toList(), slice.next());
    }
}
