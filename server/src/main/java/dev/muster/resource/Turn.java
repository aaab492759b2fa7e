package dev.muster.resource;

import dev.muster.web.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// When somebody is called, as an application's attributes of what comes and goes by itself tell it.
///
/// @param start none when nobody said
/// @param end   none when it does not end, or when nobody said
record Turn(@Nullable Moment start, @Nullable Moment end) {
    private static final String START = "start";
    private static final String END = "end";

    /// @param moment a point in time as the page shows it
    static Turn of(Map<String, String> attributes, Function<Instant, Moment> moment) {
        return new Turn(
                time(attributes.get(START)).map(moment).orElse(null),
                time(attributes.get(END)).map(moment).orElse(null));
    }

    /// Whether it was still to come when the data was published.
    boolean isNext(Instant published) {
        return start != null && start.at().isAfter(published);
    }

    /// Whether it has ended since: nobody has looked again who is called now.
    boolean isOver() {
        return end != null && end.at().isBefore(end.now());
    }

    /// A time as the application spelled it; empty when that is no time.
    private static Optional<Instant> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
