package dev.muster.monitoring;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.muster.database.DatabaseWatch;
import dev.muster.database.TaskQueue;
import dev.muster.monitoring.Seen.SeenIntegration;
import dev.muster.request.Readiness;
import dev.muster.shipping.SinkState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How things stand at the moment of a scrape, from memory.
@Component
class Gauges {
    private final Metrics metrics;
    private final Observer observer;
    private final Clock clock;
    private final MultiGauge ages;
    private final MultiGauge outcomes;
    private final MultiGauge needing;

    Gauges(
            Metrics metrics,
            Observer observer,
            Readiness readiness,
            DatabaseWatch database,
            HikariDataSource pool,
            Clock clock) {
        this.metrics = metrics;
        this.observer = observer;
        this.clock = clock;
        this.ages = perIntegration("muster.integration.revision.age.seconds", "Age of the newest published revision");
        this.outcomes = perIntegration("muster.integration.last.run", "1 for the outcome of the newest run that ended");
        this.needing = perIntegration("muster.integration.needs.people", "1 when somebody has to do something");
        register(
                "muster.ready",
                "1 while requests can be served",
                () -> readiness.now() == Readiness.State.READY ? 1 : 0);
        register("muster.database.up", "1 while the database answers", () -> database.isAway() ? 0 : 1);
        pool(pool);
        tasks();
        sink();
        register("muster.observed.age.seconds", "Age of what is told about integrations and tasks", this::observedAge);
        register(
                "muster.integrations.not.listed",
                "Integrations beyond those that are told of one by one",
                () -> observer.seen().notListed());
    }

    /// Brings what is told about integrations up to the newest look.
    synchronized void refresh() {
        List<SeenIntegration> integrations = observer.seen().integrations();
        ages.register(
                rows(
                        integrations.stream().filter(one -> one.dataFrom() != null),
                        one -> Row.of(tags(one), () -> age(one.dataFrom()))),
                true);
        outcomes.register(
                rows(
                        integrations.stream().filter(one -> one.lastRun() != null),
                        one -> Row.of(tags(one).and("outcome", String.valueOf(one.lastRun())), () -> 1)),
                true);
        needing.register(rows(integrations.stream(), one -> Row.of(tags(one), () -> one.needsPeople() ? 1 : 0)), true);
    }

    private void pool(HikariDataSource pool) {
        connections(pool, "active", HikariPoolMXBean::getActiveConnections);
        connections(pool, "idle", HikariPoolMXBean::getIdleConnections);
        register("muster.database.connections.max", "Connections the pool may have", pool::getMaximumPoolSize);
        register(
                "muster.database.waiting",
                "Threads that wait for a connection",
                () -> of(pool, HikariPoolMXBean::getThreadsAwaitingConnection));
    }

    private void connections(HikariDataSource pool, String state, ToIntFunction<HikariPoolMXBean> count) {
        Gauge.builder("muster.database.connections", () -> of(pool, count))
                .description("Connections of the pool")
                .tag("state", state)
                .register(metrics.registry());
    }

    /// The pool begins with the first connection.
    private static int of(HikariDataSource pool, ToIntFunction<HikariPoolMXBean> count) {
        HikariPoolMXBean begun = pool.getHikariPoolMXBean();
        return begun == null ? 0 : count.applyAsInt(begun);
    }

    private void tasks() {
        register(
                "muster.tasks.due", "Runs and other tasks that wait for a server", () -> tasks(TaskQueue.Waiting::due));
        register("muster.tasks.running", "Tasks that a server works on", () -> tasks(TaskQueue.Waiting::running));
        register(
                "muster.tasks.oldest.due.seconds",
                "How long the task that waits longest has waited",
                () -> tasks(TaskQueue.Waiting::oldestDueSeconds));
    }

    private void sink() {
        register(
                "muster.audit.sink.behind.entries",
                "Entries of the audit record that the sink has not taken",
                () -> sink(SinkState::behind));
        register(
                "muster.audit.sink.behind.seconds",
                "Age of the oldest entry that the sink has not taken",
                () -> sink(state -> state.oldest() == null ? 0 : age(state.oldest())));
        register(
                "muster.audit.sink.failing",
                "1 while the sink takes nothing, otherwise 0",
                () -> sink(state -> state.fault() == null ? 0 : 1));
        register(
                "muster.audit.sink.shipped.age.seconds",
                "Time since the sink took an entry",
                () -> sink(state -> age(state.shipped())));
        register(
                "muster.audit.sink.look.age.seconds",
                "Time since a server looked after the sink",
                () -> sink(state -> age(state.at())));
    }

    /// Nothing is told where no sink is named.
    private Number sink(Function<SinkState, Number> value) {
        SinkState state = observer.seen().sink();
        return state == null ? Double.NaN : value.apply(state);
    }

    private Number tasks(Function<TaskQueue.Waiting, Number> count) {
        TaskQueue.Waiting waiting = observer.seen().tasks();
        return waiting == null ? 0 : count.apply(waiting);
    }

    private Number observedAge() {
        return age(observer.seen().at());
    }

    private double age(@Nullable Instant since) {
        return since == null
                ? Double.NaN
                : Math.max(0, Duration.between(since, clock.instant()).toSeconds());
    }

    private void register(String name, String about, java.util.function.Supplier<Number> value) {
        Gauge.builder(name, value).description(about).register(metrics.registry());
    }

    private MultiGauge perIntegration(String name, String about) {
        return MultiGauge.builder(name).description(about).register(metrics.registry());
    }

    private static List<Row<?>> rows(Stream<SeenIntegration> some, Function<SeenIntegration, Row<?>> row) {
        return some.<Row<?>>map(row).toList();
    }

    private static Tags tags(SeenIntegration one) {
        return Tags.of(
                "tenant",
                one.tenant().toString(),
                "integration",
                one.integration().toString());
    }
}
