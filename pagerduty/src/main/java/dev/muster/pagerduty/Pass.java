package dev.muster.pagerduty;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One reading of a listing. Remembers ids, of which PagerDuty's ceiling allows no more than ten thousand.
final class Pass {
    private final Api api;
    private final Listing listing;
    private final Meter meter;
    private final Walk.Visitor visitor;
    private final Set<String> ids = new HashSet<>();
    private final Set<List<String>> pages = new HashSet<>();
    private @Nullable Long total;
    private int received;
    private int nameless;

    Pass(Api api, Listing listing, Meter meter, Walk.Visitor visitor) {
        this.api = api;
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
        return difference(ids.size() + (long) nameless);
    }

    private Page fetch() throws ReadFailed, InterruptedException {
        Ask ask = listing.at(received);
        return api.get(ask, meter, json -> Page.read(json, listing.name(), listing.allowed()));
    }

    private void begin(Page first) throws ReadFailed {
        total = first.total();
        visitor.begin(total);
        if (total != null && total > Listing.CEILING) {
            throw Walk.notWhole("PagerDuty lists only the first %s of %s %s: %s"
                    .formatted(
                            Words.count(Listing.CEILING),
                            Words.count(total),
                            listing.what(),
                            Words.missing(total - Listing.CEILING)));
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
            throw Walk.notWhole("PagerDuty repeats a page of %s, at record %s, so their end is not known"
                    .formatted(listing.what(), Words.count(received)));
        }
        nameless += (int) names.stream().filter(String::isEmpty).count();
        names.stream().filter(name -> !name.isEmpty()).forEach(ids::add);
    }

    private void requireProgress(Page page) throws ReadFailed {
        if (page.rows().isEmpty()) {
            throw Walk.notWhole("PagerDuty says that more %s follow after %s, but sends none"
                    .formatted(listing.what(), Words.count(received)));
        }
        if (total != null && received > total + Listing.PAGE) {
            throw Walk.notWhole("PagerDuty counts %s %s, but lists more than %s"
                    .formatted(Words.count(total), listing.what(), Words.count(received)));
        }
        if (received >= Listing.CEILING) {
            throw Walk.notWhole("PagerDuty lists only the first %s %s: an unknown number is missing"
                    .formatted(Words.count(Listing.CEILING), listing.what()));
        }
    }

    /// A record without an id may be any of those that seem to be gone, so it leaves the listing unproved too.
    private Optional<String> difference(long distinct) {
        if (total != null && distinct != total) {
            String lists = "PagerDuty counts %s %s, but lists %s"
                    .formatted(Words.count(total), listing.what(), Words.count(distinct));
            long missing = total - distinct;
            return Optional.of(missing > 0 ? lists + ": " + Words.missing(missing) : lists);
        }
        return nameless == 0
                ? Optional.empty()
                : Optional.of("PagerDuty sent %s of %s %s without an id, so nobody can tell which"
                        .formatted(Words.count(nameless), Words.count(distinct), listing.what()));
    }
}
