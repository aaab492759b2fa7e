package dev.muster.pagerduty;

import dev.muster.connector.Problem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// PagerDuty's REST API as one run uses it: within the rate limit, a few requests at a time, and with the retries that
/// help. Many threads may use it.
///
/// What is asked again: 408, 5xx, broken connections, time-outs and answers that were cut off. What waits: 429. What
/// is final: everything else, 400, 401, 403 and 404 above all.
final class Api {
    private final Wire wire;
    private final Json json;
    private final Failures failures;
    private final Pacing pacing;
    private final Semaphore inFlight;
    private final PagerDutyOptions options;
    private final TimeLimit limit;

    Api(HttpClient http, ApiHost host, AccessToken token, PagerDutyOptions options, TimeLimit limit) {
        this.json = new Json(options.bounds());
        this.wire = new Wire(http, host, token, options.bounds().bytes());
        this.failures = new Failures(host, token, json);
        this.pacing = new Pacing(options.manners().share(), options.time().clock());
        this.inFlight = new Semaphore(options.manners().inFlight());
        this.options = options;
        this.limit = limit;
    }

    /// Asks until there is an answer that has the expected shape.
    ///
    /// @param meter told of every request, retries included, before it is sent
    /// @throws ReadFailed when there will be no such answer
    <T> T get(Ask ask, Meter meter, Json.Shape<T> shape) throws ReadFailed, InterruptedException {
        Patience patience = new Patience(options.manners());
        while (true) {
            try {
                return once(ask, meter, shape);
            } catch (ReadFailed failure) {
                switch (failure.remedy()) {
                    case NONE -> throw failure;
                    case ASK_AGAIN -> backOff(failure, patience);
                    case WAIT -> waitFor429(failure, patience);
                }
            }
        }
    }

    private <T> T once(Ask ask, Meter meter, Json.Shape<T> shape) throws ReadFailed, InterruptedException {
        Answer answer = send(ask, meter);
        if (!answer.ok()) {
            throw failures.refused(ask, answer);
        }
        try {
            return json.read(answer, shape);
        } catch (Malformed malformed) {
            throw failures.malformed(answer, malformed);
        }
    }

    private Answer send(Ask ask, Meter meter) throws ReadFailed, InterruptedException {
        inFlight.acquire();
        try {
            waitForRoom();
            return sendNow(ask, meter);
        } finally {
            inFlight.release();
        }
    }

    private Answer sendNow(Ask ask, Meter meter) throws ReadFailed, InterruptedException {
        Duration within = limit.cap(options.bounds().answer());
        boolean answered = false;
        try {
            meter.requested();
            Answer answer = wire.get(ask.path(), within);
            answered = true;
            pacing.answered(answer);
            return answer;
        } catch (IOException broken) {
            throw failures.broken(broken, within);
        } finally {
            if (!answered) {
                pacing.unanswered();
            }
        }
    }

    private void waitForRoom() throws ReadFailed, InterruptedException {
        while (pacing.take() instanceof Pacing.Turn.Wait(Duration time, long window)) {
            rest(time);
            pacing.renew(window);
        }
    }

    private void backOff(ReadFailed failure, Patience patience) throws ReadFailed, InterruptedException {
        if (!patience.allowsAnother()) {
            throw failures.stillFailing(failure, patience.attempts());
        }
        rest(patience.backOff());
    }

    private void waitFor429(ReadFailed failure, Patience patience) throws ReadFailed {
        Duration wait = patience.wait429(failure.wait429());
        if (!patience.bears(wait)) {
            throw failures.outOfPatience(failure, patience.waited(), wait);
        }
        pacing.hold(wait);
    }

    private void rest(Duration time) throws ReadFailed, InterruptedException {
        if (!limit.allows(time)) {
            Problem problem = failures.outOfTime();
            throw ReadFailed.forGood(problem, 0);
        }
        options.time().pause().of(time);
    }
}
