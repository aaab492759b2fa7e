package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a listing from its first record to its last, and proves as far as can be that it was all of it.
///
/// The offset advances by the rows received, never by the limit asked for. Paging by offset is no snapshot: records
/// slip past a reader when others are deleted meanwhile. So the distinct records are compared with the total that the
/// first page told, and the listing is read once more when they differ.
final class Walk {
    private static final String NEXT_SYNC = "The next sync reads it again";

    private final Api api;

    Walk(Api api) {
        this.api = api;
    }

    /// Takes what a walk finds. A listing that is read twice shows its records twice.
    interface Visitor {
        /// The reading begins, or begins again.
        void begin(@Nullable Long total);

        void page(List<Fields> rows) throws InterruptedException;
    }

    /// @throws ReadFailed when the end was not reached, or reached without all records
    void read(Listing listing, Meter meter, Visitor visitor) throws ReadFailed, InterruptedException {
        if (new Pass(api, listing, meter, visitor).difference().isEmpty()) {
            return;
        }
        Optional<String> difference = new Pass(api, listing, meter, visitor).difference();
        if (difference.isPresent()) {
            throw notWhole(difference.get());
        }
    }

    /// Why a listing cannot be believed to be whole.
    static ReadFailed notWhole(String what) {
        return ReadFailed.forGood(new Problem(Cause.NOT_WHOLE, what, NEXT_SYNC, null), 0);
    }
}
