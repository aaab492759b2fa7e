package dev.muster.reader;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks for one page after the other, and for each once.
final class PlainApi implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI at;
    private final String token;

    PlainApi(URI at, String token) {
        this.at = at;
        this.token = token;
    }

    /// Something that is not shown.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;

        Unreadable(String path, int status) {
            super(path + " answers " + status);
            this.status = status;
        }

        boolean isRefusal() {
            return status == 402 || status == 403 || status == 404;
        }
    }

    JsonNode get(String path) throws Unreadable, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at.resolve(path))
                .header("Authorization", "Token token=" + token)
                .header("Accept", "application/vnd.pagerduty+json;version=2")
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Unreadable(path, answer.statusCode());
            }
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException broken) {
            throw new IllegalStateException(path + " has no answer", broken);
        }
    }

    /// All of a list by limit and offset, or of one that has no pages at all.
    List<JsonNode> list(String path, String name) throws Unreadable, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        boolean more = true;
        while (more) {
            JsonNode page = get("%s?limit=100&offset=%d".formatted(path, all.size()));
            page.path(name).forEach(all::add);
            more = page.path("more").asBoolean(false);
        }
        return all;
    }

    /// All of a list by cursor.
    ///
    /// @param path with a query already
    List<JsonNode> cursors(String path, String name) throws Unreadable, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            JsonNode page = get(path
                    + cursor.map(next -> next.isEmpty() ? "" : "&cursor=" + next)
                            .get());
            page.path(name).forEach(all::add);
            cursor = Records.text(page, "next_cursor");
        }
        return all;
    }

    @Override
    public void close() {
        http.close();
    }
}
