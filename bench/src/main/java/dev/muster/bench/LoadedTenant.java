package dev.muster.bench;

import dev.muster.simulator.PagerDutySimulator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The tenant of a demo on two servers: its Administrator invites, connects and syncs, and remembers what a server said
/// was done.
final class LoadedTenant {
    private static final String MEMBERS = "/t/acme/settings/members";
    private static final String PASSWORD = "Tandem-gravel-ostrich-94-velvet";
    private static final Pattern INVITATION = Pattern.compile("/invitation\\?code=([^\"<&]+)");

    private final HttpClient http;
    private final Servers servers;
    private final ServerApi api;
    private final Visitor administrator;
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> integrations = new ArrayList<>();

    /// @param demo what `demo.json` says
    LoadedTenant(Workshop workshop, Servers servers, HttpClient http, JsonNode demo)
            throws IOException, InterruptedException {
        this.http = http;
        this.servers = servers;
        this.api =
                new ServerApi(workshop, servers.survivor(), demo.get("apiToken").asString());
        this.administrator = new Visitor(http, servers.survivor());
        JsonNode signIn = demo.at("/users/0");
        administrator.signIn(
                signIn.get("email").asString(), signIn.get("password").asString());
    }

    /// So many new members, each signed in at one of the servers by the link of an invitation.
    List<Visitor> invite(int users) throws IOException, InterruptedException {
        List<Visitor> visitors = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            var visitor = new Visitor(http, servers.of(user));
            visitor.accept(add("user%d@acme.example".formatted(user), "AUDITOR"), PASSWORD);
            visitors.add(visitor);
        }
        return visitors;
    }

    /// Adds integrations one after the other over this time, each of which begins its first sync.
    void connectDuring(Duration time, int wanted, PagerDutySimulator far) throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        for (int number = 0; number < wanted; number++) {
            integrations.add(api.connect(far, "Loaded " + number));
            work(number, stopwatch, time, wanted);
        }
    }

    /// Syncs each of them once more, in the same order and over this time.
    void syncAgainDuring(Duration time) throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        for (int number = 0; number < integrations.size(); number++) {
            api.sync(integrations.get(number));
            work(integrations.size() + number, stopwatch, time, integrations.size());
        }
    }

    private void work(int number, Stopwatch stopwatch, Duration time, int steps)
            throws IOException, InterruptedException {
        add("colleague%d@acme.example".formatted(number), "REVIEWER");
        Duration due = time.multipliedBy(number % steps + 1L).dividedBy(steps);
        Duration left = due.minus(stopwatch.elapsed());
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    /// @return the code of their invitation
    private String add(String email, String role) throws IOException, InterruptedException {
        administrator.get(MEMBERS);
        HttpResponse<String> answer =
                administrator.post(MEMBERS, Map.of("email", email, "name", "Member of Acme", "role", role));
        Matcher invitation = INVITATION.matcher(answer.body());
        if (answer.statusCode() != 200 || !invitation.find()) {
            throw new IOException("%s was not added: %d".formatted(email, answer.statusCode()));
        }
        acknowledged.add(email);
        return invitation.group(1);
    }

    /// What was promised and is not there: members who were added, and integrations whose syncs did not both end
    /// complete with all there is.
    List<String> lost(PagerDutySimulator far) throws IOException, InterruptedException {
        List<String> lost = new ArrayList<>();
        String members = administrator.get(MEMBERS).body();
        acknowledged.stream()
                .filter(email -> !members.contains(email))
                .map("member %s is missing"::formatted)
                .forEach(lost::add);
        int users = far.account().users().size();
        for (String integration : integrations) {
            String left = api.awaitComplete(integration, 2, users);
            if (!left.isEmpty()) {
                lost.add("integration %s: %s".formatted(integration, left));
            }
        }
        return lost;
    }
}
