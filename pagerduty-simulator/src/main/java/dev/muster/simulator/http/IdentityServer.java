package dev.muster.simulator.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The host that gives out tokens, which at PagerDuty is another one than the API's. Listens on any free port as soon
/// as anybody wants to know where: most readings use a key.
public final class IdentityServer implements AutoCloseable {

    private final HttpHandler desk;
    private final Executor visits;
    private @Nullable HttpServer server;

    public IdentityServer(HttpHandler desk, Executor visits) {
        this.desk = desk;
        this.visits = visits;
    }

    public synchronized URI uri() {
        HttpServer listening = server;
        if (listening == null) {
            listening = listen();
            server = listening;
        }
        return URI.create("http://127.0.0.1:%d".formatted(listening.getAddress().getPort()));
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
        }
    }

    private HttpServer listen() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            made.createContext("/", desk);
            made.setExecutor(visits);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on 127.0.0.1 for the identity host of a simulated account", e);
        }
    }
}
