package dev.muster.kit.client;

import dev.muster.kit.answer.Answer;
import dev.muster.kit.answer.Json;
import dev.muster.kit.answer.Malformed;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.kit.transport.TimeLimit;
import dev.muster.kit.transport.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The API of a service as one run uses it: within the rate limit, a few requests at a time, and with the retries that
/// help. Many threads may use it.
///
/// A request waits for room in the bucket of the rate limit it counts against, and only then for its turn among the
/// few that may be in flight: whoever waits for one bucket keeps nobody from another.
///
/// What is asked again: 408, 5xx, broken connections, time-outs and answers that were cut off. What waits: 429. What
/// is final: everything else, 400, 401, 403 and 404 above all.
public final class Api {
    private final Dialect dialect;
    private final Wire wire;
    private final Authorization authorization;
    private final Json json;
    private final Failures failures;
    private final Map<String, Pacing> pacings;
    private final Places inFlight;
    private final ClientOptions options;
    private final TimeLimit limit;
    private final int retries;
    private final PageSizes sizes;

    /// @param base scheme, host and port; every request goes below it
    public Api(
            HttpClient http,
            URI base,
            Dialect dialect,
            Authorization authorization,
            ClientOptions options,
            TimeLimit limit) {
        this.dialect = dialect;
        this.pacings = new ConcurrentHashMap<>();
        this.json = new Json(options.bounds());
        this.wire = new Wire(
                http, base, options.route(), dialect.headers(), options.bounds().bytes());
        this.authorization = authorization;
        this.failures = new Failures(
                options.route().nameOf(base),
                dialect,
                authorization,
                json,
                options.time().clock());
        this.inFlight = new Places(options.manners().inFlight());
        this.options = options;
        this.limit = limit;
        this.retries = options.manners().retries();
        this.sizes = new PageSizes(Map.of(), options.time().clock().instant());
    }

    private Api(Api other, int retries, PageSizes sizes) {
        this.dialect = other.dialect;
        this.json = other.json;
        this.wire = other.wire;
        this.authorization = other.authorization;
        this.failures = other.failures;
        this.pacings = other.pacings;
        this.inFlight = other.inFlight;
        this.options = other.options;
        this.limit = other.limit;
        this.retries = retries;
        this.sizes = sizes;
    }

    /// The same, within the same limits, that does not ask again after a passing trouble.
    public Api askingOnce() {
        return new Api(this, 0, sizes);
    }

    /// The same, within the same limits, that begins with pages of these sizes and learns others.
    public Api withPageSizes(PageSizes known) {
        return new Api(this, retries, known);
    }

    /// What is known of how many records a page may hold.
    public PageSizes sizes() {
        return sizes;
    }

    /// The time.
    public Instant now() {
        return options.time().clock().instant();
    }

    /// Asks until there is an answer that has the expected shape.
    ///
    /// @param meter told of every request, retries included, before it is sent
    /// @throws ReadFailed when there will be no such answer
    public <T> T get(Ask ask, Meter meter, Json.Shape<T> shape) throws ReadFailed, InterruptedException {
        return get(() -> ask, meter, shape, () -> {});
    }

    /// The same for a question that may change from one attempt to the next.
    ///
    /// @param asking  what to ask, every time again
    /// @param failing told of every trouble that may pass
    public <T> T get(Supplier<Ask> asking, Meter meter, Json.Shape<T> shape, Runnable failing)
            throws ReadFailed, InterruptedException {
        Patience patience = new Patience(retries, options.manners().patience());
        while (true) {
            Ask ask = asking.get();
            try {
                return once(ask, meter, shape);
            } catch (ReadFailed failure) {
                switch (failure.remedy()) {
                    case NONE -> throw failure;
                    case ASK_AGAIN -> {
                        failing.run();
                        backOff(failure, patience);
                    }
                    case WAIT -> waitFor429(ask, failure, patience);
                }
            }
        }
    }

    private <T> T once(Ask ask, Meter meter, Json.Shape<T> shape) throws ReadFailed, InterruptedException {
        Answer answer = send(ask, meter);
        if (!answer.ok()) {
            throw failures.refused(ask, answer).from(answer.isForeign());
        }
        try {
            return json.read(answer, shape);
        } catch (Malformed malformed) {
            throw failures.malformed(answer, malformed).from(answer.isForeign());
        }
    }

    /// Who counts may take his time, and must not do so while others wait for this request to end. So a token is
    /// fetched and the request counted before it takes its turn. What a token that ended meanwhile takes is counted
    /// after.
    private Answer send(Ask ask, Meter meter) throws ReadFailed, InterruptedException {
        authorization.prepare(meter);
        meter.requested();
        AtomicInteger forToken = new AtomicInteger();
        try {
            return sendInTurn(ask, forToken::incrementAndGet);
        } finally {
            for (int i = 0; i < forToken.get(); i++) {
                meter.requested();
            }
        }
    }

    private Answer sendInTurn(Ask ask, Meter forToken) throws ReadFailed, InterruptedException {
        Pacing pacing = pacing(ask);
        waitForRoom(pacing);
        boolean answered = false;
        try {
            Answer answer = sendNow(ask, authorization.header(forToken));
            answered = true;
            pacing.answered(answer);
            return answer;
        } finally {
            if (!answered) {
                pacing.unanswered();
            }
        }
    }

    private Answer sendNow(Ask ask, String header) throws ReadFailed, InterruptedException {
        inFlight.enter(ask.inSeries());
        Duration within = limit.cap(options.bounds().answer());
        try {
            Answer answer = wire.get(ask.path(), header, within);
            options.watcher().answered(answer.status());
            return answer;
        } catch (IOException broken) {
            options.watcher().answered(0);
            throw failures.broken(broken, within);
        } finally {
            inFlight.leave();
        }
    }

    private Pacing pacing(Ask ask) {
        return pacings.computeIfAbsent(
                dialect.bucket().apply(ask.path()),
                bucket -> new Pacing(
                        options.manners().share(),
                        options.time().clock(),
                        dialect.service().limits()));
    }

    private void waitForRoom(Pacing pacing) throws ReadFailed, InterruptedException {
        for (Pacing.Turn turn = pacing.take(); !(turn instanceof Pacing.Turn.Go); turn = pacing.take()) {
            switch (turn) {
                case Pacing.Turn.Go() -> {}
                case Pacing.Turn.Listen listen -> pacing.listen(listen);
                case Pacing.Turn.Wait(Duration time, long window) -> {
                    rest(time);
                    pacing.renew(window);
                }
            }
        }
    }

    private void backOff(ReadFailed failure, Patience patience) throws ReadFailed, InterruptedException {
        if (!patience.allowsAnother()) {
            throw failures.stillFailing(failure, patience.attempts());
        }
        Duration asked = failure.askedWait();
        if (asked == null) {
            rest(patience.backOff());
        } else if (patience.bears(patience.later(asked))) {
            rest(patience.later(asked));
        } else {
            throw failures.stillFailing(failure, patience.attempts());
        }
    }

    private void waitFor429(Ask ask, ReadFailed failure, Patience patience) throws ReadFailed {
        Duration wait = patience.wait429(failure.askedWait());
        if (!patience.bears(wait)) {
            throw failures.outOfPatience(failure, patience.waited(), wait);
        }
        pacing(ask).hold(wait);
    }

    private void rest(Duration time) throws ReadFailed, InterruptedException {
        if (!limit.allows(time)) {
            throw failures.outOfTime();
        }
        options.time().pause().of(time);
    }
}
