package dev.muster.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A real HTTP client of a simulator, holding one key.
public final class Client implements AutoCloseable {

    static final String ACCEPT = "application/vnd.pagerduty+json;version=2";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;
    private final String token;

    public Client(URI uri, String token) {
        this.uri = uri;
        this.token = token;
    }

    public static Client of(PagerDutySimulator pagerduty) {
        return new Client(pagerduty.uri(), pagerduty.token());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(
                request(path).header("Authorization", "Token token=" + token).header("Accept", ACCEPT));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return json(get(path));
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return MAPPER.readTree(answer.body());
    }

    /// Every row of a list, page by page.
    public List<JsonNode> all(String path, String key) throws IOException, InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode page;
        do {
            String join = path.contains("?") ? "&" : "?";
            page = json(path + join + "limit=100&offset=" + rows.size());
            page.get(key).forEach(rows::add);
        } while (page.get("more").booleanValue());
        return rows;
    }

    @Override
    public void close() {
        http.close();
    }
}
