package dev.muster.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One request on its way through: what it asks, and the line it leaves in the log just before its answer does.
public final class Visit {

    /// Makes ids of neighbouring numbers look unlike; odd, so no two are the same.
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final HttpExchange exchange;
    private final RequestLog log;
    private final long number;
    private final long arrived = System.nanoTime();
    private boolean authorized;

    public Visit(HttpExchange exchange, RequestLog log) {
        this.exchange = exchange;
        this.log = log;
        this.number = log.nextNumber();
        HexFormat hex = HexFormat.of();
        exchange.getResponseHeaders()
                .set("x-request-id", hex.toHexDigits(number * SPREAD) + hex.toHexDigits(~number * SPREAD));
    }

    public String path() {
        return exchange.getRequestURI().getPath();
    }

    public Query query() {
        return Query.of(exchange.getRequestURI().getRawQuery());
    }

    public boolean isPost() {
        return exchange.getRequestMethod().equals("POST");
    }

    /// What came with the request, up to a length; the rest is dropped.
    public byte[] body(int longest) throws IOException {
        return exchange.getRequestBody().readNBytes(longest);
    }

    public boolean isGet() {
        return exchange.getRequestMethod().equals("GET");
    }

    public @Nullable String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    public void authorize() {
        authorized = true;
    }

    public void answer(Answer answer) throws IOException {
        leaving(answer.status()).send(answer);
    }

    /// Logs the request and gives the way out.
    ///
    /// @param status 0 when there will be no answer
    public Wire leaving(int status) {
        String query = exchange.getRequestURI().getRawQuery();
        long millis = (System.nanoTime() - arrived) / 1_000_000;
        log.add(new RequestLog.Request(
                number, exchange.getRequestMethod(), path(), query == null ? "" : query, status, millis, authorized));
        return new Wire(exchange);
    }
}
