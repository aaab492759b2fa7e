package dev.muster.pagerduty.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.muster.connector.Secret;
import dev.muster.kit.LocalServer;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Ask;
import dev.muster.kit.client.Pause;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.client.Time;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.api.Conventions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ApiTest {
    private static final Ask ANYTHING = new Ask("/anything", "anything");

    private final SettableTime time = new SettableTime();

    /// Counts as PagerDuty does: a window of a minute begins with its first request.
    private final class Limited implements LocalServer.Answering {
        private static final int LIMIT = 960;
        private Instant end = Instant.MIN;
        private int taken;
        private int refused;

        @Override
        public void to(HttpExchange exchange) throws IOException {
            boolean allowed = count(exchange);
            LocalServer.send(exchange, allowed ? 200 : 429, "{}");
        }

        private synchronized boolean count(HttpExchange exchange) {
            Instant now = time.instant();
            if (!now.isBefore(end)) {
                end = now.plusSeconds(60);
                taken = 0;
            }
            taken++;
            var headers = exchange.getResponseHeaders();
            headers.set("ratelimit-limit", String.valueOf(LIMIT));
            headers.set("ratelimit-remaining", String.valueOf(Math.max(0, LIMIT - taken)));
            headers.set(
                    "ratelimit-reset", String.valueOf(Duration.between(now, end).toSeconds()));
            refused += taken > LIMIT ? 1 : 0;
            return taken <= LIMIT;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void a_long_reading_never_provokes_a_429(int readers) throws Exception {
        Limited limited = new Limited();
        try (var server = new LocalServer(limited)) {
            Instant start = time.instant();
            Api api = LocalApi.of(server, time);

            readBy(readers, 2_000 / readers, api);

            assertThat(limited.refused).isZero();
            assertThat(time.waits()).isNotEmpty();
            if (readers == 1) {
                assertThat(Duration.between(start, time.instant()))
                        .isBetween(Duration.ofSeconds(119), Duration.ofSeconds(125));
            }
        }
    }

    @Test
    void four_requests_are_under_way_at_once_and_never_five() throws Exception {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var four = new CyclicBarrier(4);
        var alone = new AtomicBoolean();
        try (var server = new LocalServer(exchange -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            if (!alone.get()) {
                meet(four);
            }
            underWay.decrementAndGet();
            LocalServer.send(exchange, 200, "{}");
        })) {
            Api api = LocalApi.of(server, time);
            alone.set(true);
            read(api);
            alone.set(false);
            readBy(48, 1, api);

            assertThat(most.get()).isEqualTo(4);
        }
    }

    @Test
    void whoever_waits_for_one_bucket_keeps_nobody_from_another() throws Exception {
        var exhausted = new CountDownLatch(6);
        var minuteOver = new CountDownLatch(1);
        Pause untilTheMinuteIsOver = asked -> {
            exhausted.countDown();
            minuteOver.await();
        };
        var asked = new AtomicInteger();
        try (var server = new LocalServer(exchange -> {
                    asked.incrementAndGet();
                    boolean onCalls = exchange.getRequestURI().getPath().equals("/oncalls");
                    boolean over = minuteOver.getCount() == 0;
                    exchange.getResponseHeaders().set("ratelimit-limit", "125");
                    exchange.getResponseHeaders().set("ratelimit-remaining", onCalls && !over ? "25" : "124");
                    exchange.getResponseHeaders().set("ratelimit-reset", "60");
                    LocalServer.send(exchange, 200, "{}");
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var token = new AccessToken(Secret.of("aKeyOfTwentyLetters1"));
            Api api = LocalApi.of(server, new Time(time, untilTheMinuteIsOver), token);
            Callable<Void> onCalls = () -> {
                api.get(
                        new Ask("/oncalls?limit=100", "on-calls"),
                        () -> {},
                        json -> Fields.read(json, Allowed.NOTHING));
                return null;
            };
            onCalls.call();
            List<Future<Void>> waiting = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                waiting.add(threads.submit(onCalls));
            }
            exhausted.await();
            readBy(4, 10, api);

            assertThat(waiting).noneMatch(Future::isDone);
            assertThat(asked.get()).isEqualTo(41);
            minuteOver.countDown();
            for (Future<Void> reading : waiting) {
                reading.get();
            }
            assertThat(asked.get()).isEqualTo(47);
        }
    }

    @Test
    void before_a_bucket_has_answered_one_request_alone_is_sent_to_it() throws Exception {
        var underWay = new AtomicInteger();
        var mostBefore = new AtomicInteger();
        var first = new AtomicBoolean(true);
        var atTheServer = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        try (var server = new LocalServer(exchange -> {
                    mostBefore.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    if (first.getAndSet(false)) {
                        atTheServer.countDown();
                        awaitQuietly(answer);
                    }
                    underWay.decrementAndGet();
                    LocalServer.send(exchange, 200, "{}");
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Api api = LocalApi.of(server, time);
            var readings = threads.submit(() -> {
                readBy(8, 2, api);
                return null;
            });
            atTheServer.await();
            read(api, "/oncalls");

            assertThat(mostBefore.get()).isEqualTo(2);
            answer.countDown();
            readings.get();
        }
    }

    @Test
    void a_redirect_to_the_same_host_is_not_followed_either() throws Exception {
        var requests = new AtomicInteger();
        try (var server = new LocalServer(exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            LocalServer.send(exchange, 301, "");
        })) {
            assertThat(failureOf(LocalApi.of(server, time)).problem().what())
                    .isEqualTo(
                            "PagerDuty redirected to another address, and Muster sends the access token nowhere else (301)");
            assertThat(requests.get()).isEqualTo(1);
        }
    }

    @Test
    void the_headers_are_those_pagerduty_asks_for() throws Exception {
        List<String> seen = new ArrayList<>();
        try (var server = new LocalServer(exchange -> {
            for (String header : List.of("Authorization", "Accept", "Content-Type", "User-Agent")) {
                seen.add(exchange.getRequestHeaders().getFirst(header));
            }
            LocalServer.send(exchange, 200, "{}");
        })) {
            read(LocalApi.of(server, time));

            assertThat(seen)
                    .containsExactly(
                            "Token token=aKeyOfTwentyLetters1",
                            "application/vnd.pagerduty+json;version=2",
                            "application/json",
                            "Muster/" + Conventions.VERSION);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 301, 302, 304, 400, 401, 402, 403, 404, 410, 418})
    void what_will_not_change_is_not_asked_again(int status) throws Exception {
        var requests = new AtomicInteger();
        try (var server = new LocalServer(exchange -> {
            requests.incrementAndGet();
            LocalServer.send(exchange, status, "");
        })) {
            assertThat(failureOf(LocalApi.of(server, time)).status()).isEqualTo(status);
            assertThat(requests.get()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 599})
    void what_may_pass_is_asked_five_times(int status) throws Exception {
        var requests = new AtomicInteger();
        try (var server = new LocalServer(exchange -> {
            requests.incrementAndGet();
            LocalServer.send(exchange, status, "");
        })) {
            assertThat(failureOf(LocalApi.of(server, time)).status()).isEqualTo(status);
            assertThat(requests.get()).isEqualTo(5);
        }
    }

    private static void readBy(int readers, int each, Api api) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> readings = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                Callable<Void> reading = () -> {
                    for (int request = 0; request < each; request++) {
                        read(api);
                    }
                    return null;
                };
                readings.add(threads.submit(reading));
            }
            for (Future<Void> reading : readings) {
                reading.get();
            }
        }
    }

    private static void read(Api api, String path) throws ReadFailed, InterruptedException {
        api.get(new Ask(path, path), () -> {}, json -> Fields.read(json, Allowed.NOTHING));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void read(Api api) throws ReadFailed, InterruptedException {
        api.get(ANYTHING, () -> {}, json -> Fields.read(json, Allowed.NOTHING));
    }

    private static ReadFailed failureOf(Api api) throws InterruptedException {
        try {
            read(api);
        } catch (ReadFailed failure) {
            return failure;
        }
        throw new AssertionError("It was read after all");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (BrokenBarrierException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
