package dev.muster.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API of a demo, as a script uses it.
final class DemoApi {
    private static final Duration LONGEST_SYNC = Duration.ofMinutes(10);

    private final Workshop workshop;
    private final JsonNode demo;

    /// @param demo what `demo.json` says
    DemoApi(Workshop workshop, JsonNode demo) {
        this.workshop = workshop;
        this.demo = demo;
    }

    /// The first run with its certificate, once it has ended complete.
    JsonNode awaitFirstRun() throws IOException, InterruptedException {
        String id = get("").at("/items/0/id").asString();
        var stopwatch = new Stopwatch();
        JsonNode certificate = get("/%s/runs/1".formatted(id));
        while (certificate.at("/run/outcome").isNull()) {
            if (stopwatch.elapsed().compareTo(LONGEST_SYNC) > 0) {
                throw new IOException("The first sync took longer than " + LONGEST_SYNC);
            }
            Thread.sleep(Duration.ofMillis(200));
            certificate = get("/%s/runs/1".formatted(id));
        }
        if (!certificate.at("/run/outcome").asString().equals("complete")) {
            throw new IOException("The first sync did not end complete: " + certificate.get("run"));
        }
        return certificate;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(demo.get("url").asString() + "/api/v1/tenants/acme/integrations" + path))
                .header("Authorization", "Bearer " + demo.get("apiToken").asString())
                .build();
        HttpResponse<String> answer = workshop.http().send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("%s answered %d: %s".formatted(request.uri(), answer.statusCode(), answer.body()));
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
