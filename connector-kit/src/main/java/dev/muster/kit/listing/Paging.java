package dev.muster.kit.listing;

import dev.muster.kit.client.PageSizes;
import org.jspecify.annotations.Nullable;

/// A way in which a service cuts its listings into pages.
///
/// @param by      what tells one page from the next
/// @param size    records of a full page
/// @param counted whether the first page is asked for the total; an account may tell none all the same
/// @param query   asks for a page
public record Paging(By by, int size, boolean counted, Query query) {

    /// What tells one page from the next.
    public enum By {
        /// How many records came before.
        OFFSET,
        /// What each page names for the next.
        CURSOR,
        /// Nothing: one answer holds everything.
        NONE
    }

    /// Not at all: one answer holds everything.
    public static final Paging NONE = new Paging(By.NONE, PageSizes.WHOLE, false, (received, cursor, most) -> "");

    /// Asks for a page.
    @FunctionalInterface
    public interface Query {
        /// What the query of the next page holds.
        ///
        /// @param received records of the pages before; the offset advances by these, never by the limit asked
        ///                 for
        /// @param cursor   what the page before named; none for the first
        /// @param most     records the page may hold, no more than [#size]
        String of(int received, @Nullable String cursor, int most);
    }

    boolean isByOffset() {
        return by == By.OFFSET;
    }

    boolean isByCursor() {
        return by == By.CURSOR;
    }

    /// Whether only a page tells where the next one begins, or whether there is one.
    boolean isInSeries() {
        return by == By.CURSOR || by == By.OFFSET && !counted;
    }
}
