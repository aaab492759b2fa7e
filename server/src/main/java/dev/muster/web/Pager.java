package dev.muster.web;

import dev.muster.api.Cursor;
import dev.muster.api.Stretch;
import org.jspecify.annotations.Nullable;

/// Where a page of a list lies in the whole list.
///
/// @param summary  `1–12 of 184`
/// @param previous label and address of the page before; the address is none on the first page
/// @param next     label and address of the page after; the address is none on the last page
public record Pager(String summary, Step previous, Step next) {
    /// Rows on a page of a list. Many say where they were read and what follows from it, so that more would make pages
    /// that browsers are slow to show.
    public static final int ROWS = 20;

    /// @param href none when there is nothing there
    public record Step(String label, @Nullable String href) {}

    /// Rows `from` to `to`, both counted from 1, of `total`.
    public static Pager of(long from, long to, long total, @Nullable String previous, @Nullable String next) {
        String summary = total == 0
                ? "0 of 0"
                : "%s–%s of %s".formatted(Figures.grouped(from), Figures.grouped(to), Figures.grouped(total));
        return new Pager(summary, new Step("Previous", previous), new Step("Next", next));
    }

    /// The same of a list that nobody has counted to its end, which its last page shows nevertheless.
    ///
    /// @param counted how far it was counted
    public Pager ofMoreThan(Stretch<?> stretch, long counted) {
        long last = stretch.before() + stretch.rows().size();
        String total = stretch.next() == null
                ? Figures.grouped(last)
                : "more than " + Figures.grouped(Math.max(counted, last));
        return new Pager(
                "%s–%s of %s".formatted(Figures.grouped(stretch.before() + 1), Figures.grouped(last), total),
                previous,
                next);
    }

    /// Where a stretch lies.
    ///
    /// @param list the address of the list with its filters
    public static Pager of(Stretch<?> stretch, Address list) {
        int rows = stretch.rows().size();
        Cursor previous = stretch.previous();
        Cursor next = stretch.next();
        return of(
                rows == 0 ? 0 : stretch.before() + 1,
                stretch.before() + rows,
                stretch.found(),
                stretch.before() == 0
                        ? null
                        : list.with("after", previous == null ? "" : previous.text())
                                .toString(),
                next == null ? null : list.with("after", next.text()).toString());
    }

    /// The same for a list whose newest row is first.
    public static Pager newestFirst(long from, long to, long total, @Nullable String newer, @Nullable String older) {
        Pager pager = of(from, to, total, newer, older);
        return new Pager(pager.summary, new Step("Newer", newer), new Step("Older", older));
    }

    /// Whether everything is on this page.
    public boolean isWhole() {
        return previous.href == null && next.href == null;
    }
}
