package dev.muster.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser as far as a server sees it: cookies, and the hidden field of its newest page that forms send back. For one
/// thread at a time.
final class Visitor {
    private static final Pattern HIDDEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String server;
    private String hidden = "";

    /// @param server where it is, without a slash at its end
    Visitor(HttpClient http, String server) {
        this.http = http;
        this.server = server;
    }

    String server() {
        return server;
    }

    /// Goes to another server of the same house and stays signed in.
    void moveTo(String other) {
        server = other;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    /// Calls the API with a token, as a script does that somebody runs beside their browser.
    HttpResponse<String> call(String path, String token) throws IOException, InterruptedException {
        return send(
                request(path).header("Authorization", "Bearer " + token).GET().build());
    }

    /// How many bytes an answer has, compressed as a browser asks for it.
    long bytes(String path) throws IOException, InterruptedException {
        HttpRequest request =
                request(path).header("Accept-Encoding", "gzip").GET().build();
        return http.send(request, BodyHandlers.ofByteArray()).body().length;
    }

    /// Sends a form of the newest page.
    HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", hidden);
        String body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /// @throws IOException when this is no sign-in
    void signIn(String email, String password) throws IOException, InterruptedException {
        get("/sign-in");
        requireRedirect(post("/sign-in", Map.of("email", email, "password", password)));
    }

    /// Makes a sign-in by the link of an invitation, which also signs in.
    void accept(String code, String password) throws IOException, InterruptedException {
        get("/invitation?code=" + code);
        requireRedirect(post("/invitation", Map.of("code", code, "name", "Member of Acme", "password", password)));
    }

    private static void requireRedirect(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 3) {
            throw new IOException("%s answered %d".formatted(answer.uri(), answer.statusCode()));
        }
    }

    private HttpRequest.Builder request(String path) {
        String sent = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
        return sent.isEmpty() ? request : request.header("Cookie", sent);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String[] parts = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(parts[0], parts[1]);
        }
        Matcher found = HIDDEN.matcher(answer.body());
        if (found.find()) {
            hidden = found.group(1);
        }
        return answer;
    }
}
