package dev.muster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.simulator.PagerDutySimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// One identity host for all simulated accounts, as PagerDuty has one: each account has its own at an address that
/// nobody knows before it starts, while a server is told the address when it starts. Passes a request on to the
/// account of the client that asks; no other client can be asked for.
final class TestIdentity {
    private static final int LONGEST_FORM = 64 << 10;

    private final Map<String, PagerDutySimulator> accounts = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;

    TestIdentity() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException("No free port on loopback", broken);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
    }

    /// From now on the app of this account gets its tokens here.
    PagerDutySimulator knows(PagerDutySimulator account) {
        accounts.put(account.clientId(), account);
        return account;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] form = exchange.getRequestBody().readNBytes(LONGEST_FORM);
            URI account = accountOf(new String(form, US_ASCII));
            HttpRequest request = HttpRequest.newBuilder(account.resolve(exchange.getRequestURI()))
                    .header(
                            "Content-Type",
                            String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(form))
                    .build();
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            answer.headers().firstValue("Content-Type").orElse("application/json"));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private URI accountOf(String form) throws IOException {
        return accounts.entrySet().stream()
                .filter(known -> form.contains("client_id=" + known.getKey()))
                .map(known -> known.getValue().identity())
                .findFirst()
                .orElseThrow(() -> new IOException("No simulated account has such a client"));
    }
}
