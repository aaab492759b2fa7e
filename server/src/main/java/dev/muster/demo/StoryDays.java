package dev.muster.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/// The days that Acme has lived before the demo is first looked at, counted from 1. All times are UTC.
///
/// @param first day 1
record StoryDays(LocalDate first) {
    static final int COUNT = 90;

    private static final LocalTime BEGINS = LocalTime.of(9, 0);

    /// The days that end yesterday.
    static StoryDays before(Instant now) {
        return new StoryDays(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(COUNT));
    }

    LocalDate date(int day) {
        return first.plusDays(day - 1L);
    }

    /// @param time `14:05`
    Instant at(int day, String time) {
        return date(day).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    }

    /// When the first person comes.
    Instant begin() {
        return first.atTime(BEGINS).toInstant(ZoneOffset.UTC);
    }
}
