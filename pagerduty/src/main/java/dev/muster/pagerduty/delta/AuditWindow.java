package dev.muster.pagerduty.delta;

import dev.muster.kit.listing.Listing;
import dev.muster.pagerduty.api.Lists;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A stretch of the audit trail that PagerDuty tells in one listing.
record AuditWindow(Instant since, Instant until) {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MONTHS_KEPT = 12;
    /// Records may come in late.
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /// What is to be read, oldest first.
    ///
    /// @param mark until when the trail was read before; without one, and when it is too long ago, everything that
    ///             PagerDuty keeps is read
    static List<AuditWindow> upTo(Instant until, Optional<Instant> mark) {
        Instant oldest = until.atOffset(ZoneOffset.UTC).minusMonths(MONTHS_KEPT).toInstant();
        Instant since = mark.map(read -> read.minus(OVERLAP).truncatedTo(ChronoUnit.MILLIS))
                .filter(oldest::isBefore)
                .orElse(oldest);
        List<AuditWindow> windows = new ArrayList<>();
        do {
            Instant end = since.plus(LONGEST);
            windows.add(new AuditWindow(since, end.isBefore(until) ? end : until));
            since = end;
        } while (since.isBefore(until));
        return windows;
    }

    Listing listing() {
        return Lists.of(
                "/audit/records?since=%s&until=%s".formatted(since, until),
                "records",
                "id",
                AuditEntry.KEPT,
                "audit records",
                Lists.CURSOR,
                Set.of());
    }
}
