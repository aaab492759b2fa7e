package dev.muster.edge;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;

/// A proxy as operators put before Muster: it takes requests below `/muster/` and hands them on, adding what it knows
/// of the client. It stands for one that speaks https, so it lets secure cookies through to tests that speak http.
final class ForwardingProxy implements AutoCloseable {
    private static final Set<String> OF_ONE_HOP =
            Set.of("connection", "content-length", "host", "transfer-encoding", "date", "upgrade", "http2-settings");

    private final HttpServer listener;
    private final HttpClient onward;
    private final int server;
    private final boolean stripsPath;

    /// @param address    of this machine, from which it talks to the server
    /// @param server     port of the server
    /// @param stripsPath whether `/muster` is taken off
    ForwardingProxy(String address, int server, boolean stripsPath) throws IOException {
        this.server = server;
        this.stripsPath = stripsPath;
        onward = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        listener = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        listener.createContext("/muster/", this::forward);
        listener.setExecutor(Executors.newFixedThreadPool(4));
        listener.start();
    }

    int port() {
        return listener.getAddress().getPort();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = exchange.getRequestURI().toString();
            String path = stripsPath ? asked.substring("/muster".length()) : asked;
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server + path))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OF_ONE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            request.header(
                            "X-Forwarded-For",
                            exchange.getRemoteAddress().getAddress().getHostAddress())
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Prefix", "/muster");
            answer(exchange, onward.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        answer.headers().map().forEach((name, values) -> {
            if (!OF_ONE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values.stream().map(ForwardingProxy::overHttp).toList());
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String overHttp(String value) {
        return List.of("; Secure", ";Secure").stream().reduce(value, (text, flag) -> text.replace(flag, ""));
    }

    @Override
    public void close() {
        listener.stop(0);
        onward.close();
    }
}
