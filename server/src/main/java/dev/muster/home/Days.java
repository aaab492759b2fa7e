package dev.muster.home;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Some days in a row, in UTC, as integrations may each live in a zone of their own.
///
/// @param first what the others are compared with
record Days(LocalDate first, LocalDate last) {
    /// `1 Nov`.
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private static final int MONTH = 30;

    /// The days up to one, as many before it as asked for.
    static Days upTo(LocalDate last, int before) {
        return new Days(last.minusDays(before), last);
    }

    /// Those of them from a day on, the last one in any case.
    Days notBefore(LocalDate day) {
        return day.isBefore(first) ? this : new Days(day.isBefore(last) ? day : last, last);
    }

    Stream<LocalDate> all() {
        return first.datesUntil(last.plusDays(1));
    }

    /// The last moment of the first day: whatever happened before counts as if it had happened then.
    OffsetDateTime start() {
        return end(first);
    }

    /// The last moment of a day that a database can tell.
    static OffsetDateTime end(LocalDate day) {
        return day.atTime(LocalTime.MAX).truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /// In words: `in 30 days` for as many, `since 20 Nov` for fewer, `today` for one.
    String since() {
        long before = first.until(last, ChronoUnit.DAYS);
        if (before == 0) {
            return "today";
        }
        return before == MONTH ? "in 30 days" : "since " + DAY.format(first);
    }

    /// What stood at the end of each day, from what came and went on each.
    List<Long> sums(Map<LocalDate, Long> steps) {
        List<Long> sums = new ArrayList<>();
        long sum = 0;
        for (LocalDate day : all().toList()) {
            sum += steps.getOrDefault(day, 0L);
            sums.add(sum);
        }
        return List.copyOf(sums);
    }
}
