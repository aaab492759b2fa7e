package dev.muster.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/// What goes back when the connection behaves.
///
/// @param headers besides those every answer carries
/// @param body    not to be written to
record Answer(int status, Map<String, String> headers, byte[] body) {

    static final String JSON = "application/vnd.pagerduty+json; charset=UTF-8";
    static final String HTML = "text/html; charset=UTF-8";

    static Answer of(int status, String contentType, String body) {
        return new Answer(status, Map.of("content-type", contentType), body.getBytes(UTF_8));
    }

    static Answer json(byte[] body) {
        return new Answer(200, Map.of("content-type", JSON), body);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    Answer withBody(byte[] other) {
        return new Answer(status, headers, other);
    }
}
