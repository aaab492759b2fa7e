package dev.muster.sync;

import dev.muster.simulator.faults.ErrorShape;
import dev.muster.simulator.faults.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/// What can go wrong with an answer of PagerDuty, and the words the user must find in the message.
enum Trouble {
    SERVER_ERROR(() -> new Fault.Status(500), "(500), 2 times in a row. The next sync tries again"),
    BAD_GATEWAY_AS_A_PAGE(() -> new Fault.Status(502, ErrorShape.HTML), "(502), 2 times in a row"),
    UNAVAILABLE_WITHOUT_A_BODY(() -> new Fault.Status(503, ErrorShape.EMPTY), "(503), 2 times in a row"),
    REQUEST_TOO_SLOW(() -> new Fault.Status(408), "(408), 2 times in a row"),
    TOO_MANY_REQUESTS_WITHOUT_HEADERS(Fault.RateLimited::bare, "refuses further requests (429)"),
    TOO_MANY_REQUESTS_FOR_AN_HOUR(
            () -> new Fault.RateLimited(Duration.ofHours(1)), "asks to wait for 60 minutes. The next sync tries again"),
    REVOKED_MEANWHILE(() -> new Fault.Status(401), "refused the access token (401). Replace it under Configure"),
    NOT_IN_THE_PLAN(() -> new Fault.Status(402), "does not include"),
    FORBIDDEN(() -> new Fault.Status(403), "does not let this access token read"),
    NOT_FOUND(() -> new Fault.Status(404), "(404)"),
    WEB_PAGE(Fault.Html::new, "a web page instead of data. Check the region under Configure"),
    WRONG_CONTENT_TYPE(() -> new Fault.WrongContentType("text/html"), "a web page instead of data"),
    EMPTY_BODY(Fault.EmptyBody::new, "less than a whole answer"),
    TRUNCATED(Fault.Truncated::new, "less than a whole answer"),
    MALFORMED(Fault.MalformedJson::new, "JSON that cannot be read"),
    NESTED_TOO_DEEPLY(() -> new Fault.DeeplyNested(5_000), "nested too deeply"),
    TOO_LARGE(() -> new Fault.HugePage(4 << 20), "more data than one page can hold"),
    RESET(Fault.Reset::new, "broke the connection"),
    HANGS(Fault.Hang::new, "did not answer within 5 seconds"),
    DRIPS(() -> new Fault.SlowDrip(1, Duration.ofMillis(300)), "did not answer within 5 seconds"),
    REDIRECTED(() -> new Fault.Redirect(URI.create("http://elsewhere.example/")), "redirected to elsewhere.example"),
    REPEATS_FOR_EVER(Fault.RepeatedPage::new, "PagerDuty");

    private final Supplier<Fault> fault;
    private final String words;

    Trouble(Supplier<Fault> fault, String words) {
        this.fault = fault;
        this.words = words;
    }

    /// A fresh one: some hold a gate.
    Fault fault() {
        return fault.get();
    }

    /// What the message must say. Whatever else than PagerDuty answers first of all is taken for another address.
    String words(TroubledFeed feed) {
        boolean elsewhere = this == WEB_PAGE || this == REDIRECTED;
        return elsewhere && feed == TroubledFeed.CREDENTIAL ? "this is not PagerDuty's API" : words;
    }

    /// Whether it changes nothing for this feed: not every list says that more follows, and abilities only label
    /// the account.
    boolean isHarmlessFor(TroubledFeed feed) {
        return this == REPEATS_FOR_EVER && !feed.saysThatMoreFollow() || hides(feed);
    }

    /// Whether what the feed tells is hidden while it lasts: abilities that cannot be read are no part of the
    /// account.
    boolean hides(TroubledFeed feed) {
        return feed == TroubledFeed.CREDENTIAL
                && switch (this) {
                    case SERVER_ERROR, UNAVAILABLE_WITHOUT_A_BODY, FORBIDDEN, EMPTY_BODY, MALFORMED, TOO_LARGE -> true;
                    default -> false;
                };
    }

    /// Whether asking again does not bring a part that meets it.
    boolean isLastingForParts() {
        return this == NOT_IN_THE_PLAN || this == NOT_FOUND;
    }

    /// Whether plan or scope leaves the feed out, and there is no trouble at all.
    boolean leavesOut(TroubledFeed feed) {
        return switch (this) {
            case NOT_IN_THE_PLAN -> feed.isOptional() || feed == TroubledFeed.TEAMS;
            case FORBIDDEN, NOT_FOUND -> feed.isOptional();
            default -> false;
        };
    }
}
