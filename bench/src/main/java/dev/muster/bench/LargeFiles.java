package dev.muster.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All grants of the large integration as a file, written in the background as a script asks for it.
///
/// @param token of somebody who may read
/// @param rows  that each file must have
record LargeFiles(HttpClient http, String url, String token, UUID integration, long rows) {
    private static final String ASKED = """
            {"list": "grants", "format": "%s", "parameters": {"integration": "%s"}}
            """;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    Result write(String format, Duration goal, String heap) throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        String id = send(request("")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(ASKED.formatted(format, integration)))
                        .build())
                .get("id")
                .asString();
        JsonNode file = awaitWhole(id, stopwatch);
        Duration written = stopwatch.elapsed();
        long fetched = fetch(id);
        Duration all = stopwatch.elapsed();
        if (file.get("written").asLong() < rows || fetched != file.get("bytes").asLong()) {
            throw new IOException("The file is not whole: %s, and %d bytes were fetched".formatted(file, fetched));
        }
        return new Result(
                String.format(Locale.ROOT, "Explorer, %,d grants as %s", rows, format.toUpperCase(Locale.ROOT)),
                String.format(
                        Locale.ROOT,
                        "whole in %s, fetched %s later; %.1f MB",
                        Stopwatch.seconds(written),
                        Stopwatch.seconds(all.minus(written)),
                        fetched / 1e6),
                "asked for over REST and written in the background by a server with `%s`; goal: %d s"
                        .formatted(heap, goal.toSeconds()));
    }

    /// How many bytes it has.
    private long fetch(String id) throws IOException, InterruptedException {
        HttpRequest content = request("/" + id + "/content").build();
        try (InputStream file = http.send(content, BodyHandlers.ofInputStream()).body()) {
            return file.transferTo(OutputStream.nullOutputStream());
        }
    }

    private JsonNode awaitWhole(String id, Stopwatch stopwatch) throws IOException, InterruptedException {
        while (stopwatch.elapsed().compareTo(LONGEST) < 0) {
            JsonNode file = send(request("/" + id).build());
            switch (file.get("state").asString()) {
                case "ready" -> {
                    return file;
                }
                case "failed" -> throw new IOException("The file was not written: " + file);
                default -> Thread.sleep(Duration.ofMillis(100));
            }
        }
        throw new IOException("The file was not whole within " + LONGEST);
    }

    private HttpRequest.Builder request(String below) {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1/tenants/acme/downloads" + below))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s answered %d: %s".formatted(request.uri(), answer.statusCode(), answer.body()));
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
