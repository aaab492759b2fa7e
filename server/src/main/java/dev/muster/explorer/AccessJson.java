package dev.muster.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.Slice;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.Right;
import dev.muster.ledger.Revision;
import dev.muster.rights.Rulebook;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody can do, as the API and files say it.
final class AccessJson {
    private AccessJson() {}

    /// One page of a list of decisions.
    ///
    /// @param bound what the rules cannot take into account; it holds for the items that are `bounded`
    /// @param next  what the next call sends as `after`, to go on in the same revision; none at the end
    /// @param revision    its number
    /// @param publishedAt when it was published
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Decisions<T>(
            List<T> items,
            String bound,
            @Nullable String next,
            int revision,
            @Nullable Instant publishedAt) {
        Decisions {
            items = List.copyOf(items);
        }

        static <T> Decisions<T> of(Revision revision, Slice<T> slice, Rulebook book) {
            return new Decisions<>(
                    slice.rows(),
                    book.rules().bound(),
                    slice.next() == null ? null : slice.next().text(),
                    revision.number(),
                    revision.publishedAt());
        }
    }

    /// Ids of the rights a decision gives, from least to most power.
    static List<String> rights(Decision decision) {
        return ids(decision.rights());
    }

    /// Ids of the rights that nobody can tell about.
    static List<String> open(Decision decision) {
        return ids(decision.open());
    }

    private static List<String> ids(Set<Right> rights) {
        return rights.stream().sorted().map(Right::id).toList();
    }
}
