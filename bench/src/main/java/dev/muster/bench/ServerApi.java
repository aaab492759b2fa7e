package dev.muster.bench;

import dev.muster.simulator.PagerDutySimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API of a server, as a script uses it, in one tenant.
final class ServerApi {
    private static final Duration LONGEST_SYNC = Duration.ofMinutes(10);
    private static final int ACCEPTED = 202;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Workshop workshop;
    private final String url;
    private final String tenant;
    private final String token;

    /// In the tenant of a demo.
    ///
    /// @param url   where the server is
    /// @param token of an administrator
    ServerApi(Workshop workshop, String url, String token) {
        this(workshop, url, "acme", token);
    }

    /// @param tenant as it stands in addresses
    ServerApi(Workshop workshop, String url, String tenant, String token) {
        this.workshop = workshop;
        this.url = url;
        this.tenant = tenant;
        this.token = token;
    }

    /// @param demo what `demo.json` says
    static ServerApi of(Workshop workshop, JsonNode demo) {
        return new ServerApi(
                workshop, demo.get("url").asString(), demo.get("apiToken").asString());
    }

    /// Adds an integration that reads a simulated account, which starts its first sync; then its id.
    ///
    /// @param name how the integration is called
    String connect(PagerDutySimulator far, String name) throws IOException, InterruptedException {
        return connect(far, name, get("").at("/items/0/owner").asString());
    }

    /// The same, of a known owner.
    ///
    /// @param owner e-mail of a member
    String connect(PagerDutySimulator far, String name, String owner) throws IOException, InterruptedException {
        String added = """
                {"application":"pagerduty","name":"%s","owner":"%s"}""".formatted(name, owner);
        String id = send("", "POST", added).get("id").asString();
        String configuration = """
                {"region":"%s","accessToken":"%s","acceptRefused":true}""".formatted(far.uri(), far.token());
        send("/%s/configuration".formatted(id), "PUT", configuration);
        return id;
    }

    /// Asks for a sync, again and again while one is under way.
    void sync(String id) throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        HttpRequest request =
                request("/%s/sync".formatted(id)).POST(BodyPublishers.noBody()).build();
        while (workshop.http().send(request, BodyHandlers.ofString()).statusCode() != ACCEPTED) {
            if (stopwatch.elapsed().compareTo(LONGEST_WAIT) > 0) {
                throw new IOException("No sync of %s could be asked for within %s".formatted(id, LONGEST_WAIT));
            }
            Thread.sleep(Duration.ofSeconds(1));
        }
    }

    /// Waits until no run of an integration is under way and so many have ended complete.
    ///
    /// @param users how many accounts must then be shown
    /// @return what is wrong if that does not come about; else empty
    String awaitComplete(String id, int runs, int users) throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        while (true) {
            List<String> outcomes = outcomes(id);
            long complete = outcomes.stream().filter("complete"::equals).count();
            long accounts = counts(id).path("accounts").asLong();
            if (!outcomes.contains("") && complete >= runs && accounts == users) {
                return "";
            }
            if (stopwatch.elapsed().compareTo(LONGEST_WAIT) > 0) {
                return "runs %s, %d accounts".formatted(outcomes, accounts);
            }
            Thread.sleep(Duration.ofMillis(500));
        }
    }

    /// Of all runs, newest first; empty for one under way.
    private List<String> outcomes(String id) throws IOException, InterruptedException {
        return get("/%s/runs".formatted(id))
                .get("items")
                .valueStream()
                .map(run -> run.path("outcome").asString(""))
                .toList();
    }

    /// The first run of the first integration with its certificate, once it has ended complete.
    JsonNode awaitFirstRun() throws IOException, InterruptedException {
        return awaitFirstRun(get("").at("/items/0/id").asString());
    }

    /// The same of any.
    JsonNode awaitFirstRun(String id) throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        while (outcome(id).isEmpty()) {
            if (stopwatch.elapsed().compareTo(LONGEST_SYNC) > 0) {
                throw new IOException("The first sync took longer than " + LONGEST_SYNC);
            }
            Thread.sleep(Duration.ofMillis(200));
        }
        JsonNode certificate = get("/%s/runs/1".formatted(id));
        if (!certificate.at("/run/outcome").asString().equals("complete")) {
            throw new IOException("The first sync did not end complete: " + certificate.get("run"));
        }
        return certificate;
    }

    /// Of the newest run; empty before it has one.
    private String outcome(String id) throws IOException, InterruptedException {
        return get("/%s/runs".formatted(id)).at("/items/0/outcome").asString("");
    }

    /// How many accounts, teams and grants an integration shows.
    JsonNode counts(String id) throws IOException, InterruptedException {
        return get("/" + id).get("counts");
    }

    /// How long a run took, by its certificate.
    static Duration duration(JsonNode certificate) {
        JsonNode run = certificate.get("run");
        return Duration.between(
                Instant.parse(run.get("startedAt").asString()),
                Instant.parse(run.get("endedAt").asString()));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).build());
    }

    private JsonNode send(String path, String method, String body) throws IOException, InterruptedException {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("%s/api/v1/tenants/%s/integrations%s".formatted(url, tenant, path)))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = workshop.http().send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("%s %s answered %d: %s"
                    .formatted(request.method(), request.uri(), answer.statusCode(), answer.body()));
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
