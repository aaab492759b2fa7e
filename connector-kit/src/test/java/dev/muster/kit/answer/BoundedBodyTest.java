package dev.muster.kit.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.kit.LocalServer;
import dev.muster.kit.transport.Route;
import dev.muster.kit.transport.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers of a real server, with and without their size announced.
class BoundedBodyTest {
    private static final int BOUND = 200_000;

    private final HttpClient http = Wire.client(Duration.ofSeconds(5), Route.DIRECT);

    @AfterEach
    void stop() {
        http.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "65535, true",
        "65536, true",
        "65537, true",
        "199999, true",
        "200000, true",
        "0, false",
        "1, false",
        "65535, false",
        "65536, false",
        "65537, false",
        "199999, false",
        "200000, false"
    })
    void an_answer_within_the_bound_comes_as_it_was_sent(int size, boolean announced) throws Exception {
        byte[] sent = new byte[size];
        new Random(size).nextBytes(sent);
        try (var server = new LocalServer(exchange -> {
            exchange.sendResponseHeaders(200, announced ? size : 0);
            exchange.getResponseBody().write(sent);
        })) {
            assertThat(get(server.uri()).body()).isEqualTo(sent);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void one_byte_too_many_is_refused(boolean announced) throws Exception {
        try (var server = new LocalServer(exchange -> {
            exchange.sendResponseHeaders(200, announced ? BOUND + 1 : 0);
            exchange.getResponseBody().write(new byte[BOUND + 1]);
        })) {
            assertThatThrownBy(() -> get(server.uri())).isInstanceOf(BoundedBody.TooLarge.class);
        }
    }

    @Test
    void an_answer_that_announces_too_much_is_refused_before_any_of_it_came() throws Exception {
        var refused = new CountDownLatch(1);
        try (var server = new LocalServer(exchange -> {
            exchange.sendResponseHeaders(200, 1L << 40);
            exchange.getResponseBody().flush();
            awaitQuietly(refused);
        })) {
            assertThatThrownBy(() -> get(server.uri())).isInstanceOf(BoundedBody.TooLarge.class);
            refused.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer get(URI uri) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).build();
        return Answer.await(http.sendAsync(request, BoundedBody.of(BOUND)), Duration.ofSeconds(20), BOUND);
    }
}
