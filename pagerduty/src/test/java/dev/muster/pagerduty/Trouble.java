package dev.muster.pagerduty;

import dev.muster.connector.Problem.Cause;
import dev.muster.simulator.ErrorShape;
import dev.muster.simulator.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One thing that can go wrong with an answer, and how a feed may end that meets it.
///
/// @param feeds  the feeds it can happen to
/// @param once   the cause given when it happens to one answer; none when the feed is complete all the same
/// @param always the cause given when it happens to that answer and every later one; none when complete
record Trouble(
        String name,
        Set<String> feeds,
        Supplier<Fault> fault,
        @Nullable Cause once,
        @Nullable Cause always) {
    private static final Set<String> ALL = Set.of("users", "teams", "team_members");

    static List<Trouble> all() {
        List<Trouble> all = new ArrayList<>();
        all.add(lasting("400", new Fault.Status(400), Cause.MALFORMED_ANSWER));
        all.add(lasting("401", new Fault.Status(401), Cause.CREDENTIAL_REFUSED));
        all.add(lasting("402", new Fault.Status(402), Cause.NOT_IN_PLAN));
        all.add(lasting("403", new Fault.Status(403), Cause.NOT_PERMITTED));
        all.add(lasting("404", new Fault.Status(404), Cause.MALFORMED_ANSWER));
        all.add(passing("408", new Fault.Status(408), Cause.FAILING));
        all.add(passing("500", new Fault.Status(500), Cause.FAILING));
        all.add(passing("503 with a web page", new Fault.Status(503, ErrorShape.HTML), Cause.FAILING));
        all.add(passing("429", new Fault.RateLimited(Duration.ofSeconds(40)), Cause.RATE_LIMITED));
        all.add(passing("429 without headers", Fault.RateLimited.bare(), Cause.RATE_LIMITED));
        all.add(lasting("a web page", new Fault.Html(), Cause.MALFORMED_ANSWER));
        all.add(passing("an empty body", new Fault.EmptyBody(), Cause.MALFORMED_ANSWER));
        all.add(passing("a truncated body", new Fault.Truncated(), Cause.MALFORMED_ANSWER));
        all.add(lasting("malformed JSON", new Fault.MalformedJson(), Cause.MALFORMED_ANSWER));
        all.add(lasting("deeply nested JSON", new Fault.DeeplyNested(5_000), Cause.MALFORMED_ANSWER));
        all.add(lasting("a huge page", new Fault.HugePage(3 << 20), Cause.MALFORMED_ANSWER));
        all.add(lasting(
                "a redirect", new Fault.Redirect(URI.create("https://elsewhere.example/x")), Cause.MALFORMED_ANSWER));
        all.add(passing("a reset connection", new Fault.Reset(), Cause.UNREACHABLE));
        all.add(new Trouble("no answer", ALL, Fault.Hang::new, null, Cause.UNREACHABLE));
        all.add(passing("a slow drip", new Fault.SlowDrip(1, Duration.ofMillis(100)), Cause.UNREACHABLE));
        all.add(harmless("another content type", new Fault.WrongContentType("text/plain")));
        all.add(harmless("a null name", new Fault.NullField("name")));
        all.add(passing("a null id", new Fault.NullField("id"), Cause.NOT_WHOLE).onlyIn("users", "teams"));
        all.add(passing("a null user", new Fault.NullField("user"), Cause.NOT_WHOLE)
                .onlyIn("team_members"));
        all.add(harmless("a null role", new Fault.NullField("role")));
        all.add(harmless("an unknown role", new Fault.UnknownRole("galactic_emperor")));
        return all;
    }

    /// Slow to provoke, so that the others need not allow for it.
    boolean takesTime() {
        return name.equals("no answer") || name.equals("a slow drip");
    }

    private Trouble onlyIn(String... some) {
        return new Trouble(name, Set.of(some), fault, once, always);
    }

    private static Trouble lasting(String name, Fault fault, Cause cause) {
        return new Trouble(name, ALL, () -> fault, cause, cause);
    }

    private static Trouble passing(String name, Fault fault, Cause cause) {
        return new Trouble(name, ALL, () -> fault, null, cause);
    }

    private static Trouble harmless(String name, Fault fault) {
        return new Trouble(name, ALL, () -> fault, null, null);
    }
}
