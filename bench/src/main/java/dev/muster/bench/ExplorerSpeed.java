package dev.muster.bench;

import dev.muster.bench.ExplorerPages.Kind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// What people meet who read a large tenant, from a server with a small heap: how long each page and each list of the
/// API takes while fifty read, how much of it there is, and how long the largest list takes as a file.
///
/// @param accounts of the large tenant, each with ten grants
record ExplorerSpeed(int accounts) implements Measurement {
    private static final String HEAP = "-Xmx256m";
    private static final int READERS = 50;
    private static final Duration WARMING = Duration.ofSeconds(90);
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
            new Readers(visitors, token, isLarge() ? WARMING : TRYING).read(kinds);
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

    /// Whether all of it is there to be read at all.
    private static void lookOnce(Visitor visitor, List<Kind> kinds, String token)
            throws IOException, InterruptedException {
        for (Kind kind : kinds) {
            String address = kind.address().apply(0);
            HttpResponse<String> answer = kind.isCall() ? visitor.call(address, token) : visitor.get(address);
            if (answer.statusCode() != 200) {
                throw new IOException("%s answered %d: %s".formatted(address, answer.statusCode(), answer.body()));
            }
        }
    }

    /// The slowest against its goal first, after a row that says how many are within theirs.
    private List<Result> pages(Map<Kind, Clicks> read) {
        List<Kind> slowestFirst = read.keySet().stream()
                .sorted(Comparator.comparing((Kind kind) -> share(kind, clicks(read, kind)))
                        .reversed())
                .toList();
        long within = slowestFirst.stream()
                .filter(kind -> share(kind, clicks(read, kind)) <= 1)
                .count();
        String how = String.format(
                Locale.ROOT,
                "%d signed-in readers, each opening one of %d pages and lists every 5 s for %d s, after as many had read for %d s; %,d"
                        + " accounts, %,d grants, 90 revisions; server with `%s`, all on one machine",
                READERS,
                read.size(),
                (isLarge() ? READING : TRYING).toSeconds(),
                (isLarge() ? WARMING : TRYING).toSeconds(),
                accounts,
                accounts * 10,
                HEAP);
        List<Result> results = new ArrayList<>();
        results.add(new Result(called() + "pages and lists within their goals", within + " of " + read.size(), how));
        slowestFirst.forEach(kind -> results.add(page(kind, clicks(read, kind))));
        return results;
    }

    private Result page(Kind kind, Clicks clicks) {
        clicks.errors().stream().limit(3).forEach(System.err::println);
        return new Result(
                called() + kind.name(),
                "95 of 100 within %d ms, half within %d ms"
                        .formatted(
                                clicks.within(95).toMillis(), clicks.within(50).toMillis()),
                "goal %d ms; read %d times, errors %d"
                        .formatted(kind.goal(), clicks.count(), clicks.errors().size()));
    }

    /// What it takes of its goal.
    private static double share(Kind kind, Clicks clicks) {
        return (double) clicks.within(95).toMillis() / kind.goal();
    }

    private static Clicks clicks(Map<Kind, Clicks> read, Kind kind) {
        return Objects.requireNonNull(read.get(kind));
    }
}
