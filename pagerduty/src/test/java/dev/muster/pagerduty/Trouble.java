package dev.muster.pagerduty;

import dev.muster.connector.Problem.Cause;
import dev.muster.simulator.faults.ErrorShape;
import dev.muster.simulator.faults.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One thing that can go wrong with an answer, and how a feed may end that meets it.
///
/// @param once   when it happens to one answer
/// @param always when it happens to that answer and every later one
record Trouble(String name, Supplier<Fault> fault, Ending once, Ending always) {

    /// How a feed may end.
    ///
    /// @param complete whether it may be complete
    /// @param cause    why it may be incomplete; none when it may not
    record Ending(boolean complete, @Nullable Cause cause) {
        private static final Ending WHOLE = new Ending(true, null);

        private static Ending because(Cause cause) {
            return new Ending(false, cause);
        }
    }

    static List<Trouble> all() {
        List<Trouble> all = new ArrayList<>();
        all.addAll(refusals());
        all.addAll(otherAnswers());
        all.addAll(connections());
        all.addAll(contradictions());
        all.addAll(oddValues());
        return all;
    }

    /// What PagerDuty says by it has ended: a link that is null, or what a user holds whom it names no more.
    HealthyReading.Ended ended() {
        return switch (name) {
            case "a null reference", "null teams" -> HealthyReading.Ended.LINKS;
            case "a deleted reference" -> HealthyReading.Ended.GRANTS;
            default -> HealthyReading.Ended.NOTHING;
        };
    }

    /// Slow to provoke, so that the others need not allow for it.
    boolean takesTime() {
        return name.equals("no answer") || name.equals("a slow drip");
    }

    private static List<Trouble> refusals() {
        return List.of(
                lasting("400", new Fault.Status(400), Cause.MALFORMED_ANSWER),
                lasting("401", new Fault.Status(401), Cause.CREDENTIAL_REFUSED),
                lasting("402", new Fault.Status(402), Cause.NOT_IN_PLAN),
                lasting("403", new Fault.Status(403), Cause.NOT_PERMITTED),
                lasting("404", new Fault.Status(404), Cause.MALFORMED_ANSWER),
                passing("408", new Fault.Status(408), Cause.FAILING),
                passing("500", new Fault.Status(500), Cause.FAILING),
                passing("503 with a web page", new Fault.Status(503, ErrorShape.HTML), Cause.FAILING),
                passing("429", new Fault.RateLimited(Duration.ofSeconds(40)), Cause.RATE_LIMITED),
                passing("429 without headers", Fault.RateLimited.bare(), Cause.RATE_LIMITED));
    }

    private static List<Trouble> otherAnswers() {
        return List.of(
                lasting("a web page", new Fault.Html(), Cause.MALFORMED_ANSWER),
                passing("an empty body", new Fault.EmptyBody(), Cause.MALFORMED_ANSWER),
                passing("a truncated body", new Fault.Truncated(), Cause.MALFORMED_ANSWER),
                lasting("malformed JSON", new Fault.MalformedJson(), Cause.MALFORMED_ANSWER),
                lasting("deeply nested JSON", new Fault.DeeplyNested(5_000), Cause.MALFORMED_ANSWER),
                lasting("a huge page", new Fault.HugePage(3 << 20), Cause.MALFORMED_ANSWER),
                lasting(
                        "a redirect to another host",
                        new Fault.Redirect(URI.create("https://elsewhere.example/x")),
                        Cause.MALFORMED_ANSWER),
                harmless("another content type", new Fault.WrongContentType("text/plain")));
    }

    private static List<Trouble> connections() {
        return List.of(
                passing("a reset connection", new Fault.Reset(), Cause.UNREACHABLE),
                new Trouble("no answer", Fault.Hang::new, Ending.WHOLE, Ending.because(Cause.UNREACHABLE)),
                passing("a slow drip", new Fault.SlowDrip(1, Duration.ofMillis(100)), Cause.UNREACHABLE));
    }

    private static List<Trouble> contradictions() {
        return List.of(
                doubtful("a repeated page", new Fault.RepeatedPage()),
                doubtful("a cursor that stays", new Fault.ConstantCursor()),
                doubtful("a total of 1", new Fault.ChangedTotal(1)),
                doubtful("a total of 400", new Fault.ChangedTotal(400)),
                doubtful("a total of 100,000", new Fault.ChangedTotal(100_000)),
                doubtful("a duplicated row", new Fault.DuplicatedRow()),
                doubtful("a null id", new Fault.NullField("id")),
                doubtful("a null user", new Fault.NullField("user")));
    }

    private static List<Trouble> oddValues() {
        return List.of(
                harmless("a null name", new Fault.NullField("name")),
                harmless("a null role", new Fault.NullField("role")),
                doubtful("a null reference", new Fault.NullField("escalation_policy")),
                harmless("null teams", new Fault.NullField("teams")),
                doubtful("a deleted reference", new Fault.DeletedReference("user")),
                harmless("an unknown role", new Fault.UnknownRole("galactic_emperor")),
                harmless("an unknown status", new Fault.UnknownValue("status", "half_awake")));
    }

    private static Trouble lasting(String name, Fault fault, Cause cause) {
        return new Trouble(name, () -> fault, Ending.because(cause), Ending.because(cause));
    }

    private static Trouble passing(String name, Fault fault, Cause cause) {
        return new Trouble(name, () -> fault, Ending.WHOLE, Ending.because(cause));
    }

    private static Trouble harmless(String name, Fault fault) {
        return new Trouble(name, () -> fault, Ending.WHOLE, Ending.WHOLE);
    }

    /// Not every listing can be contradicted by it; those that can may be read once more.
    private static Trouble doubtful(String name, Fault fault) {
        Ending either = new Ending(true, Cause.NOT_WHOLE);
        return new Trouble(name, () -> fault, either, either);
    }
}
