package dev.muster.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// From a server that stopped to a page in somebody's hands.
final class FirstPage {
    private FirstPage() {}

    /// The median of three.
    static Duration time(Workshop workshop, Program program) throws IOException, InterruptedException {
        Path data = workshop.newFolder("warm");
        page(workshop, program, data);
        return Stopwatch.median(
                page(workshop, program, data), page(workshop, program, data), page(workshop, program, data));
    }

    private static Duration page(Workshop workshop, Program program, Path data)
            throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        try (MusterProcess server = MusterProcess.start(workshop, program, data, Map.of(), "serve")) {
            var page = HttpRequest.newBuilder(URI.create(server.awaitUrl() + "/sign-in"))
                    .build();
            int status = workshop.http().send(page, BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                throw new IOException("GET /sign-in answered " + status);
            }
            return stopwatch.elapsed();
        }
    }
}
