package dev.muster.request;

import dev.muster.request.Readiness.State;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// `/health/live` and `/health/ready`: a word and a status, for everybody, from memory.
@Component
public class HealthAnswers {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Readiness readiness;

    HealthAnswers(Readiness readiness) {
        this.readiness = readiness;
    }

    /// @param word `ready`
    public record Answer(int status, String word) {
        /// The whole body.
        public String text() {
            return word + "\n";
        }
    }

    /// The answer at a path; none when no health is told there.
    public Optional<Answer> at(String path) {
        return switch (path) {
            case "/health/live" -> Optional.of(new Answer(OK, "live"));
            case "/health/ready" -> {
                State state = readiness.now();
                yield Optional.of(new Answer(state == State.READY ? OK : UNAVAILABLE, state.word()));
            }
            default -> Optional.empty();
        };
    }
}
