package dev.muster;

import dev.muster.api.DescribedAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A script's view of the API: real HTTP, bearer token, JSON in and out. Every answer is held to the description.
public final class ApiClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final String token;

    ApiClient(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /// The same token, used at the address of another tenant.
    public ApiClient inTenant(String slug) {
        return new ApiClient(base.substring(0, base.lastIndexOf('/') + 1) + slug, token);
    }

    /// The same token, used at the addresses that are no tenant's.
    public ApiClient outsideOfTenants() {
        return new ApiClient(base.substring(0, base.lastIndexOf("/tenants/")), token);
    }

    /// The same caller at another server of the same database.
    ///
    /// @param server `http://127.0.0.1:8080`
    public ApiClient at(String server) {
        return new ApiClient(server + URI.create(base).getPath(), token);
    }

    /// For a server in another process.
    ///
    /// @param base address that paths are put behind
    public static ApiClient of(URI base, String token) {
        return new ApiClient(base.toString(), token);
    }

    /// An answer.
    ///
    /// @param json missing node when the body was empty
    public record Answer(int status, String contentType, JsonNode json) {}

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, @Nullable String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    /// Sends a file.
    public Answer put(String path, String contentType, BodyPublisher file) {
        return send("PUT", path, contentType, file);
    }

    public Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    private Answer send(String method, String path, @Nullable String body) {
        return send(
                method,
                path,
                "application/json",
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    private Answer send(String method, String path, String contentType, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .method(method, body)
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            var told = new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body()));
            DescribedAnswers.require(method, request.uri().getPath(), told);
            return told;
        } catch (IOException broken) {
            throw new UncheckedIOException("%s %s got no answer".formatted(method, path), broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped", stopped);
        }
    }
}
