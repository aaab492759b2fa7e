package dev.muster.kit.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How long `Retry-After` asks to wait: in seconds, or until a date in one of the three forms that RFC 9110, section
/// 5.6.7 knows.
final class RetryAfter {
    /// More seconds than this are as good as for ever.
    private static final int MOST_DIGITS = 9;

    private static final int YEARS_AHEAD = 50;

    private RetryAfter() {}

    /// Empty when it asks for no wait that can be understood.
    ///
    /// @param told what it says
    /// @param now  the time by the clock of whoever says it
    static Optional<Duration> of(String told, Instant now) {
        String text = told.strip();
        if (text.matches("\\d+")) {
            String digits = text.replaceFirst("^0+(?=\\d)", "");
            long seconds = digits.length() > MOST_DIGITS ? 999_999_999 : Long.parseLong(digits);
            return Optional.of(Duration.ofSeconds(seconds));
        }
        return date(text, now).map(until -> until.isBefore(now) ? Duration.ZERO : Duration.between(now, until));
    }

    /// A date as HTTP writes it.
    static Optional<Instant> date(String text, Instant now) {
        return forms(now).stream().flatMap(form -> parsed(text, form).stream()).findFirst();
    }

    private static List<DateTimeFormatter> forms(Instant now) {
        int base = now.atOffset(ZoneOffset.UTC).getYear() + YEARS_AHEAD - 99;
        return List.of(
                DateTimeFormatter.RFC_1123_DATE_TIME,
                new DateTimeFormatterBuilder()
                        .appendPattern("EEEE, dd-MMM-")
                        .appendValueReduced(ChronoField.YEAR, 2, 2, base)
                        .appendPattern(" HH:mm:ss 'GMT'")
                        .toFormatter(Locale.ENGLISH)
                        .withZone(ZoneOffset.UTC),
                DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                        .withZone(ZoneOffset.UTC));
    }

    private static Optional<Instant> parsed(String text, DateTimeFormatter form) {
        try {
            return Optional.of(ZonedDateTime.parse(text, form).toInstant());
        } catch (DateTimeParseException another) {
            return Optional.empty();
        }
    }
}
