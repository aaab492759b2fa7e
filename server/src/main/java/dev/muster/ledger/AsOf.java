package dev.muster.ledger;

import dev.muster.problem.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which revision of an integration somebody asks for.
public sealed interface AsOf {
    /// In addresses and calls.
    String FIELD = "asOf";

    /// The one that was published last.
    record Newest() implements AsOf {}

    /// The one of that number, from 1 on.
    record Number(int number) implements AsOf {}

    /// The one that was the newest at a moment.
    record Moment(Instant at) implements AsOf {}

    /// The one that was the newest when a day ended, in the integration's time zone.
    record Day(LocalDate day) implements AsOf {}

    /// As addresses and calls spell it: nothing for the newest, `41`, `2026-09-30` or `2026-09-30T12:00:00Z`.
    ///
    /// @throws InvalidInput about [#FIELD] when it is none of these
    static AsOf parse(@Nullable String text) {
        return parse(FIELD, text);
    }

    /// The same under another name.
    ///
    /// @param field what addresses and calls name it
    /// @throws InvalidInput about `field` when it is none of these
    static AsOf parse(String field, @Nullable String text) {
        return parse(field, text, "a revision (41), a day (2026-09-30)");
    }

    /// The same for lists over all integrations, each of which numbers its own revisions. A number is read, to be
    /// refused with that reason.
    ///
    /// @throws InvalidInput about `field` when it is neither nothing, a number, a day nor a time
    static AsOf parseOfAll(String field, @Nullable String text) {
        return parse(field, text, "a day (2026-09-30)");
    }

    private static AsOf parse(String field, @Nullable String text, String choices) {
        if (text == null || text.isBlank()) {
            return new Newest();
        }
        String asked = text.strip();
        try {
            if (asked.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return new Number(Integer.parseInt(asked));
            }
            return asked.contains("T")
                    ? new Moment(OffsetDateTime.parse(asked).toInstant())
                    : new Day(LocalDate.parse(asked));
        } catch (DateTimeException | NumberFormatException neither) {
            throw new InvalidInput(
                    Map.of(field, "Send %s or a time with its offset (2026-09-30T12:00:00Z).".formatted(choices)));
        }
    }
}
