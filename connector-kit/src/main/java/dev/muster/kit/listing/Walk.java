package dev.muster.kit.listing;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.answer.Words;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Meter;
import dev.muster.kit.transport.ReadFailed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a listing from its first record to its last, and proves as far as can be that it was all of it.
///
/// The offset advances by the rows received, never by the limit asked for. Paging by offset is no snapshot: records
/// slip past a reader when others are deleted meanwhile. So the distinct records are compared with the total that the
/// first page told, and the listing is read once more when there are fewer. More than counted is no loss.
public final class Walk {
    static final String NEXT_SYNC = "The next sync reads it again";

    private final Api api;
    private final Listing listing;
    private final Meter meter;

    public Walk(Api api, Listing listing, Meter meter) {
        this.api = api;
        this.listing = listing;
        this.meter = meter;
    }

    Listing listing() {
        return listing;
    }

    /// Takes what a walk finds. A listing that is read twice shows its records twice.
    public interface Visitor {
        /// The reading begins, or begins again.
        void begin(@Nullable Long total);

        void page(List<Fields> rows) throws InterruptedException;

        /// The service lists more records than it counts, which is no loss.
        default void listedMoreThanCounted(long counted, long listed) {}

        /// The list has more than the service shows of it. True for who finds the rest elsewhere; the walk then
        /// ends as if this were the end.
        default boolean findsTheRest() {
            return false;
        }
    }

    /// The first page, for those who need to look at it before the walk.
    public Page first() throws ReadFailed, InterruptedException {
        return Page.of(api, listing, 0, null, meter);
    }

    /// @throws ReadFailed when the end was not reached, or reached without all records
    public void read(Visitor visitor) throws ReadFailed, InterruptedException {
        readFrom(first(), visitor);
    }

    /// The same with the first page at hand.
    public void readFrom(Page first, Visitor visitor) throws ReadFailed, InterruptedException {
        Long total = first.total();
        if (total != null && total > listing.style().ceiling()) {
            requireCuts(total);
            readInSlices(first, total, visitor);
            return;
        }
        Pass once = pass(visitor);
        Optional<String> difference = once.difference(first);
        if (difference.isPresent() && !once.isNameless()) {
            difference = pass(visitor).difference(null);
        }
        if (difference.isPresent()) {
            throw notWhole(difference.get());
        }
    }

    /// What came or went during so long a reading may make it look unlike its total, so it gets a second chance as
    /// well.
    private void readInSlices(Page first, long total, Visitor visitor) throws ReadFailed, InterruptedException {
        try {
            new Slices(api, listing, meter, visitor, total).read(first);
        } catch (ReadFailed difference) {
            if (difference.problem().cause() != Cause.NOT_WHOLE) {
                throw difference;
            }
            Page again = first();
            long now = again.total() == null ? total : again.total();
            new Slices(api, listing, meter, visitor, now).read(again);
        }
    }

    private void requireCuts(long total) throws ReadFailed {
        if (listing.cuts().isEmpty()) {
            throw notWhole("%s lists only the first %s of %s %s: %s"
                    .formatted(
                            listing.style().service(),
                            Words.count(listing.style().ceiling()),
                            Words.count(total),
                            listing.what(),
                            Words.missing(total - listing.style().ceiling())));
        }
    }

    private Pass pass(Visitor visitor) {
        return new Pass(api, listing, meter, visitor);
    }

    /// Why a listing cannot be believed to be whole.
    public static ReadFailed notWhole(String what) {
        return ReadFailed.forGood(new Problem(Cause.NOT_WHOLE, what, NEXT_SYNC, null), 0);
    }
}
