package dev.muster.form;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Days as files write them. Which number is the month is never guessed from one cell.
final class Days {
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ]\\d{1,2}:\\d{2}.*)?");
    private static final Pattern DOTS =
            Pattern.compile("(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4})(?: \\d{1,2}:\\d{2}.*)?");
    private static final Pattern SLASHES = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})(?: \\d{1,2}:\\d{2}.*)?");

    private Days() {}

    /// The day as `2026-11-20`; none when the cell holds no day written so. A spreadsheet's own dates are always
    /// understood.
    static @Nullable String read(Meaning as, String cell) {
        Matcher yearFirst = YEAR_FIRST.matcher(cell);
        if (yearFirst.matches()) {
            return day(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
        }
        return switch (as) {
            case LAST_USED_DOTS, FIRST_DAY_DOTS, LAST_DAY_DOTS -> day(DOTS.matcher(cell), 2, 1);
            case LAST_USED_DAY_FIRST, FIRST_DAY_DAY_FIRST, LAST_DAY_DAY_FIRST -> day(SLASHES.matcher(cell), 2, 1);
            case LAST_USED_MONTH_FIRST, FIRST_DAY_MONTH_FIRST, LAST_DAY_MONTH_FIRST -> day(SLASHES.matcher(cell), 1, 2);
            default -> null;
        };
    }

    /// `day.month.year`
    static String words(Meaning as) {
        return as.title().substring(as.title().indexOf(": ") + 2);
    }

    private static @Nullable String day(Matcher found, int month, int day) {
        return found.matches() ? day(found.group(3), found.group(month), found.group(day)) : null;
    }

    private static @Nullable String day(String year, String month, String day) {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                    .toString();
        } catch (DateTimeException noDay) {
            return null;
        }
    }
}
