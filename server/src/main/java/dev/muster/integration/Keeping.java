package dev.muster.integration;

import dev.muster.database.CannotStart;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// For how long a deleted integration can be restored.
@Component
class Keeping {
    private static final int MOST = 3_650;

    private final Duration time;

    /// @param days `MUSTER_DELETED_KEPT_DAYS`, 1 to 3,650; 30 unless set
    Keeping(@Value("${muster.deleted-kept-days:30}") String days) {
        this.time = Duration.ofDays(number(days.strip()));
    }

    /// When the time of one runs out that is deleted at a moment.
    Instant until(Instant deletedAt) {
        return deletedAt.plus(time);
    }

    /// Whole days.
    long days() {
        return time.toDays();
    }

    private static int number(String days) {
        if (days.matches("[0-9]{1,4}") && Integer.parseInt(days) >= 1 && Integer.parseInt(days) <= MOST) {
            return Integer.parseInt(days);
        }
        throw new CannotStart(
                "MUSTER_DELETED_KEPT_DAYS is %s, which is no whole number of days from 1 to %,d.".formatted(days, MOST),
                "Correct it, or leave it out to keep deleted integrations for 30 days.");
    }
}
