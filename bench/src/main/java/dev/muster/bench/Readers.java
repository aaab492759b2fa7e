package dev.muster.bench;

import dev.muster.bench.ExplorerPages.Kind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// People who are signed in at the same time, each of whom opens any of the pages every five seconds.
///
/// @param visitors one for each of them
/// @param token    by which they call the API
/// @param time     for which they read
record Readers(List<Visitor> visitors, String token, Duration time) {
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /// What came of it, by kind.
    Map<Kind, Clicks> read(List<Kind> kinds) throws InterruptedException {
        Map<Kind, Clicks> clicks = new LinkedHashMap<>();
        kinds.forEach(kind -> clicks.put(kind, new Clicks()));
        var number = new AtomicInteger();
        var stopwatch = new Stopwatch();
        ExecutorService people = Executors.newFixedThreadPool(visitors.size());
        try {
            for (int i = 0; i < visitors.size(); i++) {
                Visitor visitor = visitors.get(i);
                var random = new Random(i);
                people.execute(() -> read(visitor, random, clicks, number, stopwatch));
            }
            people.shutdown();
            people.awaitTermination(time.toSeconds() + 60, TimeUnit.SECONDS);
        } finally {
            people.shutdownNow();
        }
        return clicks;
    }

    private void read(
            Visitor visitor, Random random, Map<Kind, Clicks> clicks, AtomicInteger number, Stopwatch stopwatch) {
        List<Kind> kinds = List.copyOf(clicks.keySet());
        try {
            Thread.sleep(random.nextLong(LONGEST.toMillis()));
            while (stopwatch.elapsed().compareTo(time) < 0) {
                int next = number.getAndIncrement();
                Kind kind = kinds.get(next % kinds.size());
                open(visitor, kind, next, Objects.requireNonNull(clicks.get(kind)));
                Thread.sleep(random.nextLong(SHORTEST.toMillis(), LONGEST.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open(Visitor visitor, Kind kind, int number, Clicks clicks) throws InterruptedException {
        String address = kind.address().apply(number);
        var stopwatch = new Stopwatch();
        try {
            HttpResponse<String> answer = kind.isCall() ? visitor.call(address, token) : visitor.get(address);
            if (answer.statusCode() == 200) {
                clicks.answered(stopwatch.elapsed());
            } else {
                clicks.error("%s answered %d".formatted(address, answer.statusCode()));
            }
        } catch (IOException e) {
            clicks.error("%s: %s".formatted(address, e));
        }
    }
}
