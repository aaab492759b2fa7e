package dev.muster.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Takes every request and sees to it in this order: key, rate limit, method, fault, endpoint.
final class Desk implements HttpHandler {

    private static final String VERSIONED = "application/vnd.pagerduty+json;version=";

    /// Reads the account and writes the answer, for the query that was asked or another.
    private interface Reading {
        Answer of(Query query);
    }

    private final SimulatedAccount account;
    private final Links links;
    private final Duration latency;
    private final Keys keys;
    private final RateLimits limits;
    private final Faults faults;
    private final RequestLog log;

    Desk(
            SimulatedAccount account,
            PagerDutySimulator.Options options,
            Keys keys,
            RateLimits limits,
            Faults faults,
            RequestLog log) {
        this.account = account;
        this.links = new Links(options.region());
        this.latency = options.latency();
        this.keys = keys;
        this.limits = limits;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var visit = new Visit(exchange, log);
        try (exchange) {
            Thread.sleep(latency);
            Optional<Caller> caller = keys.caller(visit.header("Authorization"));
            if (caller.isPresent()) {
                visit.authorize();
                serve(visit, caller.get());
            } else {
                visit.answer(unknownKey(visit));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Visit visit, Caller caller) throws IOException, InterruptedException {
        var quota = limits.take(caller.bucket());
        if (quota.exceeded()) {
            visit.answer(quota.on(Refusal.rateLimited()));
        } else if (!visit.isGet()) {
            visit.answer(quota.on(Refusal.accessDenied()));
        } else {
            Reading reading =
                    query -> quota.on(Endpoints.answer(visit.path(), query, new View(account, caller), links));
            Optional<Fault> fault = faults.next(visit.path());
            if (fault.isPresent()) {
                misbehave(visit, fault.get(), reading, quota.limit());
            } else {
                visit.answer(reading.of(visit.query()));
            }
        }
    }

    private static void misbehave(Visit visit, Fault fault, Reading reading, int limit)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Replacing replacing -> visit.answer(ReplacedAnswer.of(replacing, limit));
            case Fault.Altering altering -> visit.answer(altered(visit.query(), altering, reading));
            case Fault.Disturbing disturbing -> disturb(visit, disturbing, reading);
        }
    }

    private static Answer altered(Query asked, Fault.Altering fault, Reading reading) {
        var truth = reading.of(AlteredPage.readFor(fault, asked));
        return truth.status() == 200 ? new AlteredPage(truth, asked).with(fault) : truth;
    }

    private static void disturb(Visit visit, Fault.Disturbing fault, Reading reading)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Reset() -> visit.leaving(0).sendHalf(reading.of(visit.query()));
            case Fault.Hang(var gate) -> {
                visit.leaving(0);
                gate.hold();
            }
            case Fault.Stall(var gate) -> {
                gate.hold();
                visit.answer(reading.of(visit.query()));
            }
            case Fault.SlowDrip(var bytes, var pause) -> {
                var answer = reading.of(visit.query());
                visit.leaving(answer.status()).sendSlowly(answer, bytes, pause);
            }
            case Fault.HugePage(var bytes) -> {
                var answer = reading.of(visit.query());
                visit.leaving(answer.status()).sendPadded(answer, bytes);
            }
        }
    }

    private static Answer unknownKey(Visit visit) {
        String accept = visit.header("Accept");
        boolean versioned = accept != null && accept.replace(" ", "").contains(VERSIONED);
        return versioned ? Refusal.unknownKey() : Refusal.unknownKeyWithoutVersion();
    }
}
