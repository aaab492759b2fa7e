package dev.muster.web;

import dev.muster.audit.AuditCount;
import org.jspecify.annotations.Nullable;

/// Says which of the entries that were found a page of the audit record shows.
public final class RecordPager {
    private RecordPager() {}

    /// @param shown entries on this page
    /// @param list  the address of the list with its filters
    /// @param last  number of the last entry shown, when there are older ones; none otherwise
    public static Pager of(AuditCount count, int shown, Address list, @Nullable Long last) {
        return new Pager(
                summary(count, shown),
                new Pager.Step("Newest", count.newer() == 0 ? null : list.toString()),
                new Pager.Step(
                        "Older",
                        last == null ? null : list.with("before", String.valueOf(last)).toString()));
    }

    private static String summary(AuditCount count, int shown) {
        if (count.newer() > AuditCount.MOST) {
            return "Older than the newest %s that were found".formatted(Figures.grouped(AuditCount.MOST));
        }
        String found = count.found() > AuditCount.MOST
                ? "more than " + Figures.grouped(AuditCount.MOST)
                : Figures.grouped(count.found());
        return "%s–%s of %s"
                .formatted(
                        Figures.grouped(shown == 0 ? 0 : count.newer() + 1),
                        Figures.grouped(count.newer() + shown),
                        found);
    }
}
