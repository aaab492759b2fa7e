package dev.muster.pagerduty;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The ways in which PagerDuty cuts its listings into pages.
enum Paging {
    /// By `limit` and `offset`; the first page is asked for the total too, which costs PagerDuty time.
    OFFSET(100, true),
    /// The same for a listing that knows no total.
    OFFSET_WITHOUT_TOTAL(100, false),
    /// By `limit` and `offset` in pages of a thousand, as the newer listings allow.
    LONG_OFFSET(1_000, true),
    /// By a `cursor` that each page names for the next; no page tells a total.
    CURSOR(100, false),
    /// Not at all: one answer holds everything.
    NONE(Integer.MAX_VALUE, false);

    private final int size;
    private final boolean counted;

    Paging(int size, boolean counted) {
        this.size = size;
        this.counted = counted;
    }

    /// Records of a full page.
    int size() {
        return size;
    }

    boolean isByOffset() {
        return this != CURSOR && this != NONE;
    }

    /// Whether the first page is asked for the total; an account may tell none all the same.
    boolean isCounted() {
        return counted;
    }

    /// Whether only a page tells where the next one begins, or whether there is one.
    boolean isInSeries() {
        return this == CURSOR || this == OFFSET_WITHOUT_TOTAL;
    }

    /// What the query of the next page holds.
    ///
    /// @param received records of the pages before; the offset advances by these, never by the limit asked for
    /// @param cursor   what the page before named; none for the first
    /// @param most     records the page may hold, no more than [#size]
    String query(int received, @Nullable String cursor, int most) {
        return switch (this) {
            case NONE -> "";
            case CURSOR -> cursor == null ? "limit=" + most : "limit=%d&cursor=%s".formatted(most, encoded(cursor));
            case OFFSET, OFFSET_WITHOUT_TOTAL, LONG_OFFSET -> byOffset(received, most);
        };
    }

    private String byOffset(int received, int most) {
        int limit = Math.min(most, Listing.CEILING - received);
        return "limit=%d&offset=%d%s".formatted(limit, received, counted && received == 0 ? "&total=true" : "");
    }

    private static String encoded(String cursor) {
        return URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }
}
