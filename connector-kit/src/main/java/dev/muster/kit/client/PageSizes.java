package dev.muster.kit.client;

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
public final class PageSizes {
    private static final int[] SMALLER = {100, 25, 10};
    /// The full page of a list that comes whole, in one answer.
    public static final int WHOLE = Integer.MAX_VALUE;

    private static final int FAILURES = 2;
    private static final Duration WEEK = Duration.ofDays(7).minusHours(12);

    private final Map<String, Remembered> before;
    private final Map<String, Integer> sizes = new ConcurrentHashMap<>();
    private final Instant now;

    /// @param size  that was answered
    /// @param until when a full page is tried again; in the past when the next run is to try
    public record Remembered(int size, Instant until) {}

    public PageSizes(Map<String, Remembered> before, Instant now) {
        this.before = new ConcurrentHashMap<>(before);
        this.now = now;
        before.forEach((list, known) -> {
            if (now.isBefore(known.until())) {
                sizes.put(list, known.size());
            }
        });
    }

    /// Records that the next page of a list is asked to hold.
    ///
    /// @param list what its pages have in common, whatever it is filtered by
    /// @param full records of a full page
    public int of(String list, int full) {
        return Math.min(full, sizes.getOrDefault(list, full));
    }

    /// Begins to ask for a page.
    public Trial trial(String list, int full) {
        return new Trial(list, full);
    }

    /// What the next run is to know.
    public Map<String, Remembered> remembered() {
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
    public final class Trial {
        private final String list;
        private final int full;
        private final @Nullable Remembered known;
        private int size;
        private int failures;

        private Trial(String list, int full) {
            this.list = list;
            this.full = full;
            this.known = before.get(list);
            this.size = of(list, full);
        }

        /// Records to ask for.
        public int size() {
            return size;
        }

        /// It did not come, and will be asked for again.
        public void failed() {
            failures++;
            Remembered suspected = known != null && size > known.size() ? known : null;
            if (full != WHOLE && (suspected != null || failures == FAILURES)) {
                size = suspected == null ? smaller() : suspected.size();
                failures = 0;
            }
        }

        /// It came, so pages of this size do.
        public void came() {
            if (size < full) {
                sizes.merge(list, size, Math::min);
            } else {
                before.remove(list);
            }
        }

        private int smaller() {
            return IntStream.of(SMALLER).filter(less -> less < size).findFirst().orElse(size);
        }
    }
}
