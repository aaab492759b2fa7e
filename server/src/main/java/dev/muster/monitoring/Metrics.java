package dev.muster.monitoring;

import dev.muster.integration.IntegrationNeedsPeople;
import dev.muster.integration.RequestMeters;
import dev.muster.kit.client.RequestWatcher;
import dev.muster.request.EndedRequest;
import dev.muster.request.RequestListener;
import dev.muster.signin.SignInRefused;
import dev.muster.sync.RunEnded;
import dev.muster.sync.SyncRun.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Counts what happens on this server, for Prometheus. Labels have few values: patterns of addresses, outcomes, ids of
/// integrations; never a name, an address as it was sent, or anything else that a caller chooses.
///
/// Safe for many threads.
@Component
class Metrics implements RequestListener, RequestMeters, DisposableBean {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");
    private static final Duration[] BOUNDS = List.of(10, 30, 100, 300, 1000, 3000, 10_000).stream()
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final int TOO_MANY_REQUESTS = 429;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();

    Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
        // From the start, so that a rate is known when the first one happens.
        for (Outcome outcome : Outcome.values()) {
            runs(outcome);
        }
        for (IntegrationNeedsPeople.Reason reason : IntegrationNeedsPeople.Reason.values()) {
            needsPeople(reason);
        }
        for (SignInRefused.Reason reason : SignInRefused.Reason.values()) {
            signIns(reason);
        }
    }

    /// Where gauges are registered.
    PrometheusMeterRegistry registry() {
        return registry;
    }

    /// All of it, in the text format of Prometheus.
    String text() {
        return registry.scrape(CONTENT_TYPE);
    }

    @Override
    public void ended(EndedRequest request) {
        Timer.builder("muster.http.requests")
                .description("Requests, by the pattern of their address")
                .serviceLevelObjectives(BOUNDS)
                .tag("route", request.route() == null ? "none" : request.route())
                .tag("method", METHODS.contains(request.method()) ? request.method() : "other")
                .tag("status", statusClass(request.status()))
                .register(registry)
                .record(request.took());
    }

    @Override
    public RequestWatcher of(String id, String name) {
        requests(id, name, "2xx");
        tooManyRequests(id, name);
        return status -> {
            requests(id, name, status == 0 ? "none" : statusClass(status)).increment();
            if (status == TOO_MANY_REQUESTS) {
                tooManyRequests(id, name).increment();
            }
        };
    }

    @TransactionalEventListener(fallbackExecution = true)
    void count(RunEnded run) {
        runs(run.outcome()).increment();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void count(IntegrationNeedsPeople integration) {
        needsPeople(integration.reason()).increment();
    }

    @EventListener
    void count(SignInRefused refused) {
        signIns(refused.reason()).increment();
    }

    @Override
    public void destroy() {
        gc.close();
        registry.close();
    }

    private Counter runs(Outcome outcome) {
        return counter("muster.runs", "Sync runs that ended on this server", "outcome", outcome.word());
    }

    private Counter needsPeople(IntegrationNeedsPeople.Reason reason) {
        return counter("muster.integration.alerts", "Integrations that began to need people", "reason", word(reason));
    }

    private Counter signIns(SignInRefused.Reason reason) {
        return counter("muster.signins.refused", "Attempts to sign in that were refused", "reason", word(reason));
    }

    private Counter requests(String id, String name, String status) {
        return counter(
                "muster.%s.requests".formatted(id),
                "Requests to %s, by class of the answer".formatted(name),
                "status",
                status);
    }

    private Counter tooManyRequests(String id, String name) {
        return Counter.builder("muster.%s.refused.too.many".formatted(id))
                .description("Requests that %s refused with 429".formatted(name))
                .register(registry);
    }

    private Counter counter(String name, String about, String label, String value) {
        return Counter.builder(name)
                .description(about)
                .tags(Tags.of(label, value))
                .register(registry);
    }

    private static String statusClass(int status) {
        return status / 100 + "xx";
    }

    private static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
