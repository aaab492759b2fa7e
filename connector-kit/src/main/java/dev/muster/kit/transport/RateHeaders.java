package dev.muster.kit.transport;

import dev.muster.kit.answer.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The headers in which a service tells of its rate limit, each a whole number.
///
/// @param limit     requests of one window
/// @param remaining how many of them are left
/// @param reset     seconds until the window ends
public record RateHeaders(String limit, String remaining, String reset) {

    /// How long a 429 asks to wait: `Retry-After` when there is one, else until the window ends.
    ///
    /// @param now the time here, for an answer that does not say what time it is there
    public Optional<Duration> wait429(Answer answer, Instant now) {
        return answer.retryAfter(now).or(() -> answer.number(reset).map(Duration::ofSeconds));
    }
}
