package dev.muster.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.integration.Integration;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationId;
import dev.muster.tenant.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DailyScheduleTest {
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final Duration SPREAD = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({
        // The clocks of Oslo jump from 02:00 to 03:00 on 29 March 2026: the first moment after the gap counts.
        "2026-03-28T12:00:00Z, 02:30, 2026-03-29T01:30:00Z",
        "2026-03-29T12:00:00Z, 02:30, 2026-03-30T00:30:00Z",
        // They fall back from 03:00 to 02:00 on 25 October 2026: the first 02:30 counts, the second does not.
        "2026-10-24T12:00:00Z, 02:30, 2026-10-25T00:30:00Z",
        "2026-10-25T00:40:00Z, 02:30, 2026-10-26T01:30:00Z",
        // An ordinary day, before and after the time.
        "2026-11-23T00:30:00Z, 02:00, 2026-11-23T01:00:00Z",
        "2026-11-23T01:30:00Z, 02:00, 2026-11-24T01:00:00Z"
    })
    void oslo_keeps_its_time_across_daylight_saving(Instant now, LocalTime dailyAt, Instant due) {
        assertThat(DailySchedule.next(daily(dailyAt, OSLO, new UUID(0, 1)), now))
                .isBetween(due, due.plus(SPREAD));
    }

    @Test
    void integrations_of_one_time_are_spread_over_five_minutes_each_at_its_own_moment() {
        Instant now = Instant.parse("2026-11-23T12:00:00Z");
        Instant due = Instant.parse("2026-11-24T01:00:00Z");
        var random = new Random(3);
        Set<Instant> moments = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            Integration integration = daily(LocalTime.of(2, 0), OSLO, new UUID(random.nextLong(), random.nextLong()));
            Instant next = DailySchedule.next(integration, now);
            assertThat(next).isAfterOrEqualTo(due).isBefore(due.plus(SPREAD));
            assertThat(DailySchedule.next(integration, now.minusSeconds(600))).isEqualTo(next);
            moments.add(next);
        }
        assertThat(moments).hasSizeGreaterThan(200);
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("zonesAndTimes")
    void a_year_has_exactly_one_run_on_every_local_day(ZoneId zone, LocalTime dailyAt, UUID id) {
        Integration integration = daily(dailyAt, zone, id);
        Instant start = LocalDate.of(2026, 1, 1).atStartOfDay(zone).toInstant();
        List<Instant> runs = new ArrayList<>();
        Instant next = DailySchedule.next(integration, start.minusSeconds(1));
        while (next.isBefore(LocalDate.of(2027, 1, 1).atStartOfDay(zone).toInstant())) {
            runs.add(next);
            next = DailySchedule.next(integration, next);
        }

        assertThat(runs).hasSizeBetween(364, 366);
        for (int i = 1; i < runs.size(); i++) {
            assertThat(Duration.between(runs.get(i - 1), runs.get(i)))
                    .isBetween(Duration.ofHours(22), Duration.ofHours(26));
        }
    }

    static List<Object[]> zonesAndTimes() {
        var random = new Random(20261123);
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        List<Object[]> some = new ArrayList<>();
        some.add(new Object[] {OSLO, LocalTime.of(2, 30), new UUID(0, 299)});
        some.add(new Object[] {ZoneId.of("America/Sao_Paulo"), LocalTime.MIDNIGHT, new UUID(0, 0)});
        some.add(new Object[] {ZoneId.of("Australia/Lord_Howe"), LocalTime.of(2, 15), new UUID(0, 299)});
        some.add(new Object[] {ZoneId.of("UTC"), LocalTime.of(23, 59), new UUID(0, 299)});
        for (int i = 0; i < 60; i++) {
            some.add(new Object[] {
                ZoneId.of(zones.get(random.nextInt(zones.size()))),
                LocalTime.of(random.nextInt(24), random.nextInt(60)),
                new UUID(random.nextLong(), random.nextLong())
            });
        }
        return some;
    }

    private static Integration daily(LocalTime at, ZoneId zone, UUID id) {
        return new Integration(
                new IntegrationId(id),
                "pagerduty",
                "Pagerduty",
                "",
                new UserId(new UUID(0, 7)),
                List.of(),
                Map.of(),
                List.of(),
                at,
                zone,
                HoldLimit.USUAL,
                1,
                Instant.EPOCH,
                "Ana Lima");
    }
}
