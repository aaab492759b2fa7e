package dev.muster.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// From a server that stopped to a page in somebody's hands.
record FirstPage() implements Measurement {
    @Override
    public String name() {
        return "page";
    }

    @Override
    public List<Result> measure(Workshop workshop) throws IOException, InterruptedException {
        Path data = workshop.newFolder("warm");
        page(workshop, data);
        Duration median = Stopwatch.median(page(workshop, data), page(workshop, data), page(workshop, data));
        return List.of(new Result(
                "Warm start to first page",
                Stopwatch.seconds(median),
                "`./muster` on a used data folder until `GET /sign-in` is answered, median of 3"));
    }

    private static Duration page(Workshop workshop, Path data) throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        try (MusterProcess server = MusterProcess.start(workshop, data, "serve")) {
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
