package dev.muster.command;

import dev.muster.signin.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// People and scripts who want every page, asset and API address of a demo in the same moment.
///
/// @param server    `http://127.0.0.1:8080`
/// @param session   cookie of somebody who is signed in
/// @param token     of the API
/// @param sync      where the API takes the wish for a sync
/// @param addresses one of each kind, paths from `/`
record Rush(String server, String session, String token, String sync, List<String> addresses) {
    static final Rush NOBODY = new Rush("", "", "", "", List.of());

    private static final int AT_ONCE = 40;
    private static final int MOST_KINDS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src|hx-get)=\"(/[^\"#]*)\"");
    /// Addresses that differ in these only are of one kind.
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|/[PQR][A-Z0-9]{5,}|/\\d+");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Signs in and follows every link once.
    static Rush learn(String server, Path demoFacts) throws IOException {
        JsonNode facts = JSON.readTree(Files.readString(demoFacts));
        JsonNode somebody = facts.get("users").get(0);
        var visitor = new Visitor(URI.create(server).getPort());
        visitor.signIn(
                somebody.get("email").asString(), somebody.get("password").asString());
        String token = facts.get("apiToken").asString();
        var api = new Rush(server, visitor.session(), token, "", List.of());
        String integration =
                api.json("/api/v1/tenants/acme/integrations").findValue("id").asString();
        var addresses = new ArrayList<>(follow(visitor));
        addresses.addAll(api.operations(integration));
        String sync = "/api/v1/tenants/acme/integrations/%s/sync".formatted(integration);
        return new Rush(server, visitor.session(), token, sync, List.copyOf(addresses));
    }

    private static List<String> follow(Visitor visitor) {
        SequencedMap<String, String> kinds = new LinkedHashMap<>();
        SequencedSet<String> ahead = new LinkedHashSet<>(List.of("/", "/sign-in", "/choose-tenant", "/nothing-here"));
        ahead.add("/t/acme/integrations");
        while (!ahead.isEmpty() && kinds.size() < MOST_KINDS) {
            String address = ahead.removeFirst();
            if (kinds.putIfAbsent(kind(address), address) == null) {
                Matcher links = ADDRESS.matcher(visitor.get(address).body());
                while (links.find()) {
                    ahead.add(links.group(1).replace("&amp;", "&"));
                }
            }
        }
        return List.copyOf(kinds.values());
    }

    private static String kind(String address) {
        return ID.matcher(address.replaceFirst("\\?.*", "?")).replaceAll("/*");
    }

    /// Those of the description that only want to know tenant and integration.
    private List<String> operations(String integration) throws IOException {
        var operations = new ArrayList<>(List.of("/api/v1/openapi.json"));
        json("/api/v1/openapi.json").get("paths").properties().forEach(path -> {
            String address = path.getKey().replace("{tenant}", "acme").replace("{id}", integration);
            if (path.getValue().has("get") && !address.contains("{")) {
                operations.add(address);
            }
        });
        return operations;
    }

    private JsonNode json(String path) throws IOException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(
                    http.send(request(path), BodyHandlers.ofString()).body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped", stopped);
        }
    }

    /// Asks for everything, forty at a time and all of those in the same moment, beside a wish for a sync.
    ///
    /// @param seed of the order
    /// @return what got no answer, or one that says the server is broken
    List<String> everythingAtOnce(long seed) throws Exception {
        List<HttpRequest> wanted =
                new ArrayList<>(addresses.stream().map(this::request).toList());
        Collections.shuffle(wanted, new Random(seed));
        wanted.addFirst(wishForSync());
        var next = new AtomicInteger();
        var barrier = new CyclicBarrier(AT_ONCE);
        try (ExecutorService people = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<List<String>>> visits = Collections.nCopies(AT_ONCE, () -> {
                try (HttpClient http = HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .build()) {
                    barrier.await();
                    return visit(http, wanted, next);
                }
            });
            List<String> bad = new ArrayList<>();
            for (Future<List<String>> visit : people.invokeAll(visits)) {
                bad.addAll(visit.get());
            }
            return bad;
        }
    }

    private static List<String> visit(HttpClient http, List<HttpRequest> wanted, AtomicInteger next)
            throws InterruptedException {
        List<String> bad = new ArrayList<>();
        for (int i = next.getAndIncrement(); i < wanted.size(); i = next.getAndIncrement()) {
            HttpRequest request = wanted.get(i);
            try {
                HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
                if (answer.statusCode() >= 500 && !comeBackLater(answer)) {
                    bad.add("%s: %d".formatted(request.uri(), answer.statusCode()));
                }
            } catch (IOException none) {
                bad.add("%s: %s".formatted(request.uri(), none));
            }
        }
        return bad;
    }

    /// Costly questions have a limit for each tenant, and say so.
    private static boolean comeBackLater(HttpResponse<?> answer) {
        return answer.statusCode() == 503
                && answer.headers().firstValue("Retry-After").isPresent();
    }

    int statusOf(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request(path), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped", e);
        }
    }

    /// Twice as many requests as are asked at once, whose answers nobody waits for.
    Waiting thatWait() {
        HttpClient http = HttpClient.newHttpClient();
        int count = 2 * AT_ONCE;
        for (int i = 0; i < count; i++) {
            http.sendAsync(request(addresses.get(i % addresses.size())), BodyHandlers.discarding());
        }
        return new Waiting(http, count);
    }

    /// @param count requests that are under way
    record Waiting(HttpClient http, int count) implements AutoCloseable {
        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    private HttpRequest wishForSync() {
        return signed(HttpRequest.newBuilder(URI.create(server + sync)))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private HttpRequest request(String path) {
        return signed(HttpRequest.newBuilder(URI.create(server + path))).build();
    }

    private HttpRequest.Builder signed(HttpRequest.Builder request) {
        return request.timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Cookie", "muster-session=" + session);
    }
}
