package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        if (new Pass(listing, meter, visitor).difference().isEmpty()) {
            return;
        }
        Optional<String> difference = new Pass(listing, meter, visitor).difference();
        if (difference.isPresent()) {
            throw notWhole(difference.get());
        }
    }

    private static ReadFailed notWhole(String what) {
        return ReadFailed.forGood(new Problem(Cause.NOT_WHOLE, what, NEXT_SYNC, null), 0);
    }

    /// One reading of a listing. Remembers ids, of which PagerDuty's ceiling allows no more than ten thousand.
    private final class Pass {
        private final Listing listing;
        private final Meter meter;
        private final Visitor visitor;
        private final Set<String> ids = new HashSet<>();
        private final Set<List<String>> pages = new HashSet<>();
        private @Nullable Long total;
        private int received;
        private int nameless;

        Pass(Listing listing, Meter meter, Visitor visitor) {
            this.listing = listing;
            this.meter = meter;
            this.visitor = visitor;
        }

        /// Reads to the end; then how the records differ from the total, in words, or nothing when they do not.
        Optional<String> difference() throws ReadFailed, InterruptedException {
            Page page = fetch();
            begin(page);
            while (take(page)) {
                page = fetch();
            }
            long distinct = ids.size() + (long) nameless;
            return total == null || total == distinct ? Optional.empty() : Optional.of(differs(total, distinct));
        }

        private Page fetch() throws ReadFailed, InterruptedException {
            Ask ask = listing.at(received);
            return api.get(ask, meter, json -> Page.read(json, listing.name(), listing.allowed()));
        }

        private void begin(Page first) throws ReadFailed {
            total = first.total();
            visitor.begin(total);
            if (total != null && total > Listing.CEILING) {
                throw notWhole("PagerDuty lists only the first %s of %s %s: %s are missing"
                        .formatted(
                                Words.count(Listing.CEILING),
                                Words.count(total),
                                listing.what(),
                                Words.count(total - Listing.CEILING)));
            }
        }

        /// Hands a page over. True when another follows.
        private boolean take(Page page) throws ReadFailed, InterruptedException {
            requireNew(page);
            visitor.page(page.rows());
            received += page.rows().size();
            boolean more = moreFollows(page);
            if (more) {
                requireProgress(page);
            }
            return more;
        }

        private boolean moreFollows(Page page) {
            if (page.more() != null) {
                return page.more();
            }
            return total == null
                    ? !page.rows().isEmpty()
                    : received < total && !page.rows().isEmpty();
        }

        private void requireNew(Page page) throws ReadFailed {
            List<String> names = page.rows().stream()
                    .map(row -> row.text(listing.id()).orElse(""))
                    .toList();
            if (!names.isEmpty() && !pages.add(names)) {
                throw notWhole("PagerDuty repeats a page of %s, at record %s, so their end is not known"
                        .formatted(listing.what(), Words.count(received)));
            }
            nameless += (int) names.stream().filter(String::isEmpty).count();
            names.stream().filter(name -> !name.isEmpty()).forEach(ids::add);
        }

        private void requireProgress(Page page) throws ReadFailed {
            if (page.rows().isEmpty()) {
                throw notWhole("PagerDuty says that more %s follow after %s, but sends none"
                        .formatted(listing.what(), Words.count(received)));
            }
            if (total != null && received > total + Listing.PAGE) {
                throw notWhole("PagerDuty counts %s %s, but lists more than %s"
                        .formatted(Words.count(total), listing.what(), Words.count(received)));
            }
            if (received >= Listing.CEILING) {
                throw notWhole("PagerDuty lists only the first %s %s: an unknown number is missing"
                        .formatted(Words.count(Listing.CEILING), listing.what()));
            }
        }

        private String differs(long counted, long distinct) {
            return distinct < counted
                    ? "PagerDuty counts %s %s, but lists %s: %s are missing"
                            .formatted(
                                    Words.count(counted),
                                    listing.what(),
                                    Words.count(distinct),
                                    Words.count(counted - distinct))
                    : "PagerDuty counts %s %s, but lists %s"
                            .formatted(Words.count(counted), listing.what(), Words.count(distinct));
        }
    }
}
