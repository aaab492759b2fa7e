package dev.muster.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.database.CannotStart;
import dev.muster.request.HealthAnswers;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The port for operators: `/metrics`, `/details` and `/health/...`, on threads that serve nothing else. Only what is
/// in memory is told, so nothing here ever waits. It opens before the port for people and closes after it.
@Component
class ManagementServer implements InitializingBean, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ManagementServer.class);
    private static final int THREADS = 3;
    private static final String PATIENCE_SECONDS = "10";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final String setting;
    private final HealthAnswers health;
    private final Metrics metrics;
    private final Gauges gauges;
    private final Details details;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    ManagementServer(
            @Value("${muster.management.address:}") String setting,
            HealthAnswers health,
            Metrics metrics,
            Gauges gauges,
            Details details) {
        this.setting = setting;
        this.health = health;
        this.metrics = metrics;
        this.gauges = gauges;
        this.details = details;
    }

    /// @param type of the body's content
    private record Reply(int status, String type, String body) {}

    @Override
    public void afterPropertiesSet() {
        ManagementAddress.of(setting).ifPresent(this::open);
    }

    /// Where it listens; empty when it does not.
    Optional<Integer> port() {
        HttpServer running = server;
        return running == null
                ? Optional.empty()
                : Optional.of(running.getAddress().getPort());
    }

    private void open(ManagementAddress address) {
        // Heeded by the JDK's server alone, which has no other way to bound how long a caller may take.
        System.setProperty("sun.net.httpserver.maxReqTime", PATIENCE_SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", PATIENCE_SECONDS);
        try {
            HttpServer opened = HttpServer.create(address.socket(), 0);
            var number = new AtomicInteger();
            ExecutorService workers = Executors.newFixedThreadPool(
                    THREADS,
                    work -> Thread.ofPlatform()
                            .name("management-" + number.incrementAndGet())
                            .daemon()
                            .unstarted(work));
            opened.setExecutor(workers);
            opened.createContext("/", this::answer);
            opened.start();
            server = opened;
            threads = workers;
            tell(address, opened.getAddress().getPort());
        } catch (IOException | IllegalArgumentException unusable) {
            refuse(address, unusable);
        }
    }

    /// Nobody else could know which free port was taken.
    private static void tell(ManagementAddress address, int port) {
        if (address.port() == 0) {
            log.info("Metrics are at http://{}:{}/metrics", address.host(), port);
        }
    }

    /// A second server on one machine finds the usual port taken, and must start all the same.
    private static void refuse(ManagementAddress address, Exception unusable) {
        if (address.chosen()) {
            throw new CannotStart(
                    "Nothing can listen on %s, where metrics are to be served (%s)."
                            .formatted(address, unusable.getMessage()),
                    "Correct MUSTER_MANAGEMENT_ADDRESS, or set it to off.",
                    unusable);
        }
        log.info(
                "Metrics are not served: {} is taken. To have them, set MUSTER_MANAGEMENT_ADDRESS to another address"
                        + " of this machine",
                address);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = exchange.getRequestMethod().equals("GET")
                    ? reply(exchange.getRequestURI().getPath())
                    : new Reply(405, TEXT, "Only GET\n");
            byte[] body = reply.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(String path) {
        return switch (path) {
            case "/metrics" -> {
                gauges.refresh();
                yield new Reply(200, Metrics.CONTENT_TYPE, metrics.text());
            }
            case "/details" -> new Reply(200, "application/json", details.json());
            default ->
                health.at(path)
                        .map(answer -> new Reply(answer.status(), TEXT, answer.text()))
                        .orElseGet(() ->
                                new Reply(404, TEXT, "Here are /metrics, /details, /health/live and /health/ready\n"));
        };
    }

    @Override
    public void destroy() {
        if (server != null) {
            server.stop(0);
        }
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
