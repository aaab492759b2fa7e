package dev.muster.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/// What goes back when the connection behaves. Never changed once made; the bytes of the body are not to be written
/// to.
public final class Answer {

    public static final String JSON = "application/vnd.pagerduty+json; charset=UTF-8";
    public static final String HTML = "text/html; charset=UTF-8";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public static Answer of(int status, String contentType, String body) {
        return new Answer(status, Map.of("content-type", contentType), body.getBytes(UTF_8));
    }

    public static Answer json(byte[] body) {
        return new Answer(200, Map.of("content-type", JSON), body);
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    public int status() {
        return status;
    }

    /// Besides those every answer carries.
    Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    public Answer with(String header, String value) {
        return with(Map.of(header, value));
    }

    public Answer with(Map<String, String> others) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.putAll(others);
        return new Answer(status, more, body);
    }

    public Answer withBody(byte[] other) {
        return new Answer(status, headers, other);
    }
}
