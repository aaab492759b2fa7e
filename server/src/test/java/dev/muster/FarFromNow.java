package dev.muster;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// When integrations under test sync by themselves: twelve hours from when the tests began, so that no run comes that
/// no test asked for, at whatever hour they run.
public final class FarFromNow {
    /// `HH:MM`, in UTC.
    public static final String TIME =
            LocalTime.now(ZoneOffset.UTC).plus(Duration.ofHours(12)).format(DateTimeFormatter.ofPattern("HH:mm"));

    private FarFromNow() {}
}
