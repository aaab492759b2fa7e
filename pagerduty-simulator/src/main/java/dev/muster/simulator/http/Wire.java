package dev.muster.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/// Sends answers, well or badly. A client that has gone away ends the exchange with an [IOException].
public final class Wire {

    private static final byte[] PADDING = "\"%s\",".formatted("x".repeat(8_000)).getBytes(UTF_8);

    private final HttpExchange exchange;

    Wire(HttpExchange exchange) {
        this.exchange = exchange;
    }

    void send(Answer answer) throws IOException {
        boolean bodiless =
                answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        begin(answer, bodiless ? -1 : answer.body().length);
        if (!bodiless) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    /// Closing the exchange before all of the declared length is written closes the connection.
    public void sendHalf(Answer answer) throws IOException {
        begin(answer, answer.body().length + 1L);
        exchange.getResponseBody().write(Arrays.copyOf(answer.body(), answer.body().length / 2));
        exchange.getResponseBody().flush();
    }

    public void sendSlowly(Answer answer, int bytes, Duration pause) throws IOException, InterruptedException {
        begin(answer, answer.body().length);
        OutputStream out = exchange.getResponseBody();
        for (int sent = 0; sent < answer.body().length; sent += bytes) {
            Thread.sleep(pause);
            out.write(answer.body(), sent, Math.min(bytes, answer.body().length - sent));
            out.flush();
        }
    }

    /// Streams the padding, so that a page of any size needs no memory here.
    public void sendPadded(Answer answer, long bytes) throws IOException {
        begin(answer, 0);
        OutputStream out = exchange.getResponseBody();
        out.write("{\"padding\":[".getBytes(UTF_8));
        for (long sent = 0; sent < bytes; sent += PADDING.length) {
            out.write(PADDING);
        }
        out.write("\"\"],".getBytes(UTF_8));
        out.write(answer.body(), 1, answer.body().length - 1);
    }

    private void begin(Answer answer, long length) throws IOException {
        var headers = exchange.getResponseHeaders();
        answer.headers().forEach(headers::set);
        headers.set("etag", weakTag(answer.body()));
        headers.set("cache-control", "max-age=0, private, must-revalidate");
        exchange.sendResponseHeaders(answer.status(), length);
    }

    private static String weakTag(byte[] body) {
        var checksum = new CRC32();
        checksum.update(body);
        return "W/\"" + HexFormat.of().toHexDigits(checksum.getValue(), 8) + "\"";
    }
}
