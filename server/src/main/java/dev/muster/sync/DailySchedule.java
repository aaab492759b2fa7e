package dev.muster.sync;

import dev.muster.integration.Integration;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/// When an integration is due: once each local day at its time, whatever daylight saving does to that day. A time that
/// a day leaves out falls on the first one after the gap; of one that comes twice the first counts.
///
/// Integrations with the same time are spread over five minutes, each always at its own moment.
final class DailySchedule {
    private static final int SPREAD_SECONDS = 300;

    private DailySchedule() {}

    /// The first moment after `now` at which the integration is due.
    static Instant next(Integration integration, Instant now) {
        LocalDate today = now.atZone(integration.timeZone()).toLocalDate();
        Instant due = onDay(integration, today);
        return due.isAfter(now) ? due : onDay(integration, today.plusDays(1));
    }

    private static Instant onDay(Integration integration, LocalDate day) {
        return day.atTime(integration.dailyAt())
                .atZone(integration.timeZone())
                .toInstant()
                .plus(spread(integration));
    }

    private static Duration spread(Integration integration) {
        return Duration.ofSeconds(Math.floorMod(integration.id().value().hashCode(), SPREAD_SECONDS));
    }
}
