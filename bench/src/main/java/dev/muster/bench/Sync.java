package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// The first sync of a simulated account, by its own certificate.
record Sync() implements Measurement {
    private static final List<Integer> USERS = List.of(1_000, 5_000);
    private static final List<Integer> LATENCIES = List.of(0, 50);
    private static final int USERS_PER_TEAM = 25;

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        for (int users : USERS) {
            for (int latency : LATENCIES) {
                results.add(measure(workshop, users, latency));
            }
        }
        return results;
    }

    private static Result measure(Workshop workshop, int users, int latency) throws IOException, InterruptedException {
        Path data = workshop.newFolder("sync");
        int teams = users / USERS_PER_TEAM;
        try (MusterProcess server = MusterProcess.start(
                workshop, data, "demo", "--users", "" + users, "--teams", "" + teams, "--latency", "" + latency)) {
            JsonNode run = ServerApi.of(workshop, server.awaitDemo(data)).awaitFirstRun();
            return new Result(
                    String.format(Locale.ROOT, "Sync of %,d users, latency %d ms", users, latency),
                    "%d requests, %s".formatted(requests(run), Stopwatch.seconds(ServerApi.duration(run))),
                    "%d teams, simulated account that allows 960 requests a minute".formatted(teams));
        }
    }

    private static long requests(JsonNode certificate) {
        return certificate
                .get("feeds")
                .valueStream()
                .mapToLong(feed -> feed.get("requests").asLong())
                .sum();
    }
}
