package dev.muster.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.endpoints.Endpoints;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.Faults;
import dev.muster.simulator.faults.Misbehaviour;
import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.Refusal;
import dev.muster.simulator.http.RequestLog;
import dev.muster.simulator.http.Visit;
import dev.muster.simulator.view.Caller;
import dev.muster.simulator.view.Links;
import dev.muster.simulator.view.View;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Takes every request and sees to it in this order: key, rate limit, method, fault, endpoint.
final class Desk implements HttpHandler {

    private static final String VERSIONED = "application/vnd.pagerduty+json;version=";

    private final SimulatedAccount account;
    private final Links links;
    private volatile Duration latency;
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

    /// From the next request on.
    void answerAfter(Duration pause) {
        latency = pause;
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
        var quota = limits.take(caller, visit.path());
        if (quota.exceeded()) {
            visit.answer(quota.on(Refusal.rateLimited()));
        } else if (!visit.isGet()) {
            visit.answer(quota.on(Refusal.accessDenied()));
        } else {
            Misbehaviour.Reading truth =
                    query -> quota.on(Endpoints.answer(visit.path(), query, new View(account, caller), links));
            Optional<Fault> fault = faults.next(visit.path(), visit.query());
            if (fault.isPresent()) {
                Misbehaviour.of(visit, fault.get(), truth, quota.limit());
            } else {
                visit.answer(truth.of(visit.query()));
            }
        }
    }

    private static Answer unknownKey(Visit visit) {
        String accept = visit.header("Accept");
        boolean versioned = accept != null && accept.replace(" ", "").contains(VERSIONED);
        return versioned ? Refusal.unknownKey() : Refusal.unknownKeyWithoutVersion();
    }
}
