package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// From nothing to a server that is ready: unpacks PostgreSQL, makes the database and its tables.
record FirstStart() implements Measurement {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Duration median = Stopwatch.median(start(workshop), start(workshop), start(workshop));
        return List.of(new Result(
                "First start", Stopwatch.seconds(median), "`./muster` on a new data folder until ready, median of 3"));
    }

    private static Duration start(Workshop workshop) throws IOException, InterruptedException {
        Path data = workshop.newFolder("first");
        var stopwatch = new Stopwatch();
        try (MusterProcess server = MusterProcess.start(workshop, data, "serve")) {
            server.awaitUrl();
            return stopwatch.elapsed();
        }
    }
}
