package dev.muster.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A point in time as a page shows it, in the zone of the thing it belongs to.
///
/// @param at   the moment
/// @param zone where the integration or the tenant lives
/// @param now  when the page is made, which decides whether the year may be left out
public record Moment(Instant at, ZoneId zone, Instant now) {
    private static final DateTimeFormatter DAY = format("d MMM uuuu");
    private static final DateTimeFormatter MINUTE = format("d MMM uuuu, HH:mm");
    private static final DateTimeFormatter MINUTE_THIS_YEAR = format("d MMM, HH:mm");
    private static final DateTimeFormatter SECOND = format("d MMM uuuu, HH:mm:ss");
    private static final DateTimeFormatter CLOCK = format("HH:mm");
    private static final DateTimeFormatter EXACT = format("d MMM uuuu, HH:mm:ss VV (xxx)");

    /// A moment that belongs to no integration, in UTC and always with its year.
    public static Moment utc(Instant at) {
        return new Moment(at, ZoneOffset.UTC, at);
    }

    /// `23 Nov 2026`.
    public String day() {
        return DAY.format(there());
    }

    /// `23 Nov 2026, 02:04`.
    public String minute() {
        return MINUTE.format(there());
    }

    /// For dense lists: `23 Nov, 02:04` in the current year, `23 Nov 2025` otherwise.
    public String brief() {
        boolean thisYear = there().getYear() == now.atZone(zone).getYear();
        return (thisYear ? MINUTE_THIS_YEAR : DAY).format(there());
    }

    /// `23 Nov 2026, 02:04:41`.
    public String second() {
        return SECOND.format(there());
    }

    /// `02:04`.
    public String clock() {
        return CLOCK.format(there());
    }

    /// `23 Nov 2026, 02:04:41 Europe/Lisbon (+00:00)`.
    public String exact() {
        return EXACT.format(there());
    }

    /// For machines: `2026-11-23T02:04:41Z`.
    public String iso() {
        return at.toString();
    }

    /// `today`, `1 day ago`, `103 days ago`.
    public String daysAgo() {
        long days = Duration.between(at, now).toDays();
        return days < 1 ? "today" : Figures.counted(days, "day", "days") + " ago";
    }

    private ZonedDateTime there() {
        return at.atZone(zone);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
