package dev.muster.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.Slice;
import dev.muster.ledger.Revision;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list of a revision.
///
/// @param next        what the next call sends as `after`, to go on in the same revision; none at the end
/// @param revision    its number; 0 before anything was published
/// @param publishedAt none before anything was published
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RevisionListing<T>(
        List<T> items,
        @Nullable String next,
        int revision,
        @Nullable Instant publishedAt) {
    public RevisionListing {
        items = List.copyOf(items);
    }

    public static <R, T> RevisionListing<T> of(Revision revision, Slice<R> slice, Function<R, T> item) {
        return new RevisionListing<>(
                slice.rows().stream().map(item).toList(),
                slice.next() == null ? null : slice.next().text(),
                revision.number(),
                revision.publishedAt());
    }
}
