package dev.muster.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.connector.AccessRules.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody can do, as the API and files say it.
final class AccessJson {
    private AccessJson() {}

    /// One page of a list of decisions.
    ///
    /// @param bound what the rules cannot take into account; the same for every item
    /// @param next  what the next call sends as `after`; none at the end
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Decisions<T>(
            List<T> items, String bound, @Nullable String next) {
        Decisions {
            items = List.copyOf(items);
        }

        static <T> Decisions<T> of(Stretch<T> stretch, Rulebook book) {
            return new Decisions<>(
                    stretch.rows(),
                    book.rules().bound(),
                    stretch.next() == null ? null : stretch.next().text());
        }
    }

    /// Ids of the rights a decision gives, from least to most power.
    static List<String> rights(Decision decision) {
        return decision.rights().stream().sorted().map(RightFilter::id).toList();
    }
}
