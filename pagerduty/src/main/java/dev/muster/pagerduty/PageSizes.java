package dev.muster.pagerduty;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How many records the pages of each list are asked to hold. Accounts of some size answer a full page too late or not
/// at all, and a smaller one well; so a page that fails twice is asked smaller, and its list goes on like that.
///
/// A list that needed it is remembered. The run after looks whether a full page fails again, at the price of one
/// request; if so the list begins small for a week. Thus one bad minute costs one run some requests, and no more.
/// Many threads may use it.
final class PageSizes {
    private static final int[] SMALLER = {100, 25, 10};
    private static final int FAILURES = 2;
    private static final Duration WEEK = Duration.ofDays(7).minusHours(12);

    private final Map<String, Remembered> before;
    private final Map<String, Integer> sizes = new ConcurrentHashMap<>();
    private final Instant now;

    /// @param size  that was answered
    /// @param until when a full page is tried again; in the past when the next run is to try
    record Remembered(int size, Instant until) {}

    PageSizes(Map<String, Remembered> before, Instant now) {
        this.before = new ConcurrentHashMap<>(before);
        this.now = now;
        before.forEach((list, known) -> {
            if (now.isBefore(known.until())) {
                sizes.put(list, known.size());
            }
        });
    }

    /// Records that the next page of a list is asked to hold.
    int of(Listing listing) {
        int full = listing.paging().size();
        return Math.min(full, sizes.getOrDefault(listing.kind(), full));
    }

    /// Begins to ask for a page.
    Trial trial(Listing listing) {
        return new Trial(listing, of(listing));
    }

    /// What the next run is to know.
    Map<String, Remembered> remembered() {
        Map<String, Remembered> all = new HashMap<>(before);
        sizes.forEach((list, size) -> {
            Remembered known = before.get(list);
            boolean stands = known != null && known.size() == size && now.isBefore(known.until());
            if (!stands) {
                all.put(list, new Remembered(size, known == null ? now : now.plus(WEEK)));
            }
        });
        return Map.copyOf(all);
    }

    /// One page, asked for until it comes.
    final class Trial {
        private final Listing listing;
        private final @Nullable Remembered known;
        private int size;
        private int failures;

        private Trial(Listing listing, int size) {
            this.listing = listing;
            this.known = before.get(listing.kind());
            this.size = size;
        }

        /// Records to ask for.
        int size() {
            return size;
        }

        /// It did not come, and will be asked for again.
        void failed() {
            failures++;
            Remembered suspected = known != null && size > known.size() ? known : null;
            if (listing.paging() != Paging.NONE && (suspected != null || failures == FAILURES)) {
                size = suspected == null ? smaller() : suspected.size();
                failures = 0;
            }
        }

        /// It came, so pages of this size do.
        void came() {
            if (size < listing.paging().size()) {
                sizes.merge(listing.kind(), size, Math::min);
            } else {
                before.remove(listing.kind());
            }
        }

        private int smaller() {
            return IntStream.of(SMALLER).filter(less -> less < size).findFirst().orElse(size);
        }
    }
}
