package dev.muster.pagerduty;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.connector.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A web server on loopback that answers as a test wants, for what no PagerDuty account would do.
final class LocalServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    LocalServer(Answering answering) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answering.to(exchange);
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    @FunctionalInterface
    interface Answering {
        void to(HttpExchange exchange) throws IOException;
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The API of this server, as a run would use it.
    Api api(SettableTime time) {
        return api(time, new AccessToken(Secret.of("aKeyOfTwentyLetters1")));
    }

    Api api(SettableTime time, Authorization authorization) {
        return api(new PagerDutyOptions.Time(time, time), authorization);
    }

    Api api(PagerDutyOptions.Time time, Authorization authorization) {
        return new Api(
                Wire.client(Duration.ofSeconds(5), Route.DIRECT),
                new ApiHost(uri(), "local", uri()),
                authorization,
                PagerDutyOptions.defaults().withTime(time),
                TimeLimit.none(time.clock()));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
