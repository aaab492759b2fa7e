package dev.muster.simulator.faults;

import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Quota;
import dev.muster.simulator.http.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is answered instead of the truth.
final class ReplacedAnswer {

    private static final String PAGE =
            "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>";

    private ReplacedAnswer() {}

    static Answer of(Fault.Replacing fault, int limit) {
        return switch (fault) {
            case Fault.Status(var status, var shape) -> shape.answer(status);
            case Fault.RateLimited(var reset) -> rateLimited(reset, limit);
            case Fault.Html() -> Answer.of(200, Answer.HTML, PAGE);
            case Fault.EmptyBody() -> Answer.of(200, Answer.JSON, "");
            case Fault.Redirect(var to) -> Answer.of(302, Answer.HTML, PAGE).with("location", to.toString());
        };
    }

    private static Answer rateLimited(@Nullable Duration reset, int limit) {
        if (reset == null) {
            return Answer.empty(429);
        }
        return new Quota(limit, 0, reset.toSeconds(), true).on(Refusal.rateLimited());
    }
}
