package dev.muster.bench;

import dev.muster.bench.ExplorerPages.Kind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// What people meet who read a large tenant, from a server with a small heap: how long each page and each list of the
/// API takes while fifty read, how much of it there is, and how long the largest list takes as a file.
///
/// @param accounts of the large tenant, each with ten grants
record ExplorerSpeed(int accounts) implements Measurement {
    private static final String HEAP = "-Xmx256m";
    private static final int READERS = 50;
    private static final int FIRST_LOOKS = 5;
    private static final Duration READING = Duration.ofMinutes(5);
    private static final Duration TRYING = Duration.ofSeconds(20);

    static ExplorerSpeed large() {
        return new ExplorerSpeed(LedgerFacts.ACCOUNT_COUNT);
    }

    @Override
    public String name() {
        return "explorer";
    }

    /// @param sizes how many accounts; the first counts
    @Override
    public Measurement of(List<Integer> sizes) {
        return new ExplorerSpeed(Math.min(sizes.getFirst(), LedgerFacts.ACCOUNT_COUNT));
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Path data = workshop.newFolder("explorer");
        Map<String, String> small = Map.of("JDK_JAVA_OPTIONS", HEAP);
        try (MusterProcess server =
                        MusterProcess.start(workshop, data, small, "demo", "--users", "20", "--teams", "2");
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            JsonNode demo = server.awaitDemo(data);
            String url = server.awaitUrl();
            UUID integration = new LedgerDatabase(data).write(accounts);
            List<Result> results = new ArrayList<>();
            List<Kind> kinds = new ExplorerPages(integration, accounts).all();
            List<Visitor> visitors = signedIn(http, url, demo);
            String token = demo.get("apiToken").asString();
            lookOnce(visitors.getFirst(), kinds, token);
            results.addAll(pages(new Readers(visitors, token, isLarge() ? READING : TRYING).read(kinds)));
            results.addAll(new PageSizes(called(), new Visitor(http, url), visitors.getFirst()).measure(kinds));
            var files = new LargeFiles(http, url, token, integration, accounts * 10L);
            results.add(files.write("csv", Duration.ofSeconds(15), HEAP));
            results.add(files.write("xlsx", Duration.ofSeconds(60), HEAP));
            return results;
        } catch (SQLException e) {
            throw new IOException("The large tenant could not be written", e);
        }
    }

    /// What each row begins with.
    private String called() {
        return String.format(Locale.ROOT, "Explorer of %,d accounts, ", accounts);
    }

    private boolean isLarge() {
        return accounts == LedgerFacts.ACCOUNT_COUNT;
    }

    private static List<Visitor> signedIn(HttpClient http, String url, JsonNode demo)
            throws IOException, InterruptedException {
        JsonNode user = demo.at("/users/0");
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            var visitor = new Visitor(http, url);
            visitor.signIn(user.get("email").asString(), user.get("password").asString());
            visitors.add(visitor);
        }
        return visitors;
    }

    /// A server that nobody has read from yet is no server that people read from.
    private static void lookOnce(Visitor visitor, List<Kind> kinds, String token)
            throws IOException, InterruptedException {
        for (int number = 0; number < FIRST_LOOKS; number++) {
            for (Kind kind : kinds) {
                String address = kind.address().apply(number);
                HttpResponse<String> answer = kind.isCall() ? visitor.call(address, token) : visitor.get(address);
                if (answer.statusCode() != 200) {
                    throw new IOException("%s answered %d: %s".formatted(address, answer.statusCode(), answer.body()));
                }
            }
        }
    }

    private List<Result> pages(Map<Kind, Clicks> read) {
        List<Result> results = new ArrayList<>();
        read.forEach((kind, clicks) -> {
            clicks.errors().stream().limit(3).forEach(System.err::println);
            results.add(new Result(
                    called() + kind.name(),
                    "half within %d ms, 95 of 100 within %d ms; %d read, errors %d"
                            .formatted(
                                    clicks.within(50).toMillis(),
                                    clicks.within(95).toMillis(),
                                    clicks.count(),
                                    clicks.errors().size()),
                    String.format(
                            Locale.ROOT,
                            "%d signed-in readers, each opening one of %d pages and lists every 5 s; %,d accounts, %,d grants, 90"
                                    + " revisions; server with `%s`, all on one machine; goal: 95 of 100 within %d ms",
                            READERS,
                            read.size(),
                            accounts,
                            accounts * 10,
                            HEAP,
                            kind.goal())));
        });
        return results;
    }
}
