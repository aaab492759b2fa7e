package dev.muster.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// From nothing to a server that is ready: unpacks PostgreSQL, makes the database and its tables.
final class FirstStart {
    private FirstStart() {}

    /// The median of three.
    static Duration time(Workshop workshop, Program program) throws IOException, InterruptedException {
        return Stopwatch.median(start(workshop, program), start(workshop, program), start(workshop, program));
    }

    private static Duration start(Workshop workshop, Program program) throws IOException, InterruptedException {
        Path data = workshop.newFolder("first");
        var stopwatch = new Stopwatch();
        try (MusterProcess server = MusterProcess.start(workshop, program, data, Map.of(), "serve")) {
            server.awaitUrl();
            return stopwatch.elapsed();
        }
    }
}
