package dev.muster.pagerduty.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.kit.LocalServer;
import dev.muster.kit.answer.Allowed;
import dev.muster.kit.answer.Bounds;
import dev.muster.kit.answer.Fields;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Ask;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.pagerduty.ClosingServer;
import dev.muster.pagerduty.PagerDuty;
import dev.muster.pagerduty.PagerDutyOptions;
import dev.muster.pagerduty.SimulatedPagerDuty;
import dev.muster.pagerduty.api.Feeds;
import dev.muster.pagerduty.credential.LocalApi;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What leaves for PagerDuty, and what comes back whatever stands in between.
@Timeout(60)
class WireTest {
    private static final Ask ANYTHING = new Ask("/anything", "anything");
    private static final byte[] NAME = "{\"name\":\"Ana\"}".getBytes(UTF_8);

    private final SettableTime time = new SettableTime();

    /// Connections that were kept open close under the second question, as a server or a proxy may do at any time.
    @Test
    void every_question_that_leaves_is_counted_although_connections_close_under_it() throws Exception {
        try (var server = new ClosingServer()) {
            var counted = new AtomicInteger();
            Api api = api(server);

            for (int question = 0; question < 12; question++) {
                api.get(ANYTHING, counted::incrementAndGet, json -> Fields.read(json, Allowed.NOTHING));
            }

            assertThat(server.closedUnderAQuestion()).isPositive();
            assertThat(counted).hasValue(server.requests());
            assertThat(time.waits()).hasSize(server.requests() - 12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZip", "deflate", "raw deflate", "deflate, gzip", "identity", ""})
    void what_a_proxy_encodes_unasked_is_decoded(String encoding) throws Exception {
        try (var server = new LocalServer(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", encoding.replace("raw ", ""));
            send(exchange, 200, encoded(NAME, encoding));
        })) {
            assertThat(name(server)).isEqualTo("Ana");
        }
    }

    @Test
    void the_bound_counts_what_comes_out() throws Exception {
        byte[] bomb = encoded(new byte[Bounds.DEFAULT.bytes() + 1], "gzip");
        var requests = new AtomicInteger();
        try (var server = new LocalServer(exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, bomb);
        })) {
            assertThat(bomb).hasSizeLessThan(100_000);
            assertThat(failure(server).problem().what())
                    .isEqualTo("PagerDuty answered with more data than one page can hold");
            assertThat(requests).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, br"})
    void an_encoding_nobody_knows_is_named_and_asked_for_once(String encoding) throws Exception {
        var requests = new AtomicInteger();
        try (var server = new LocalServer(exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
            send(exchange, 200, NAME);
        })) {
            String last = encoding.replace("gzip, ", "");
            assertThat(failure(server).problem().what())
                    .isEqualTo("PagerDuty answered in the encoding %s, which Muster did not ask for and cannot read"
                            .formatted(last));
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void what_is_not_in_the_encoding_it_names_is_refused_and_what_broke_off_is_asked_again() throws Exception {
        byte[] whole = encoded(NAME, "gzip");
        var requests = new AtomicInteger();
        try (var server = new LocalServer(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, requests.incrementAndGet() == 1 ? Arrays.copyOf(whole, 12) : whole);
        })) {
            assertThat(name(server)).isEqualTo("Ana");
            assertThat(requests).hasValue(2);
        }
        try (var server = new LocalServer(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, NAME);
        })) {
            assertThat(failure(server).problem().what()).contains("the encoding gzip, which it is not in");
        }
    }

    @Test
    void a_refusal_counts_whatever_its_body_is_in() throws Exception {
        try (var server = new LocalServer(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "br");
            send(exchange, 401, NAME);
        })) {
            assertThat(failure(server).problem().cause()).isEqualTo(Cause.CREDENTIAL_REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void nothing_is_asked_again_before_the_date_that_was_named(int status) throws Exception {
        var requests = new AtomicInteger();
        try (var server = new LocalServer(exchange -> {
            boolean first = requests.incrementAndGet() == 1;
            if (first) {
                exchange.getResponseHeaders().set("Retry-After", inSeconds(8));
            }
            send(exchange, first ? status : 200, NAME);
        })) {
            assertThat(name(server)).isEqualTo("Ana");
            assertThat(requests).hasValue(2);
            assertThat(time.waits().stream().reduce(Duration.ZERO, Duration::plus))
                    .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void nobody_waits_until_a_date_beyond_patience(int status) throws Exception {
        var requests = new AtomicInteger();
        try (var server = new LocalServer(exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().set("Retry-After", inSeconds(7_200));
            send(exchange, status, new byte[0]);
        })) {
            assertThat(failure(server).problem().status()).isEqualTo(status);
            assertThat(requests).hasValue(1);
            assertThat(time.waits()).isEmpty();
        }
    }

    @Test
    void dates_that_are_over_do_not_make_it_ask_without_a_pause() throws Exception {
        var requests = new AtomicInteger();
        try (var server = new LocalServer(exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().set("Retry-After", inSeconds(-60));
            send(exchange, 429, new byte[0]);
        })) {
            assertThat(failure(server).problem().cause()).isEqualTo(Cause.RATE_LIMITED);
            assertThat(requests.get()).isLessThan(40);
        }
    }

    /// A name in Latin-1, and one with half of a surrogate pair, in bytes and as an escape.
    @Test
    void what_is_no_text_shows_as_a_replacement_and_is_counted() throws Exception {
        var body = new ByteArrayOutputStream();
        body.write("{\"users\":[{\"id\":\"P1\",\"name\":\"Andr".getBytes(UTF_8));
        body.write(0xe9);
        body.write(" X\",\"email\":\"\\ud83d half\"},{\"id\":\"P2\",\"name\":\"half ".getBytes(UTF_8));
        body.write(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
        body.write(
                "\"},{\"id\":\"P3\",\"name\":\"whole \\ud83d\\ude00\"}],\"more\":false,\"total\":3}".getBytes(UTF_8));
        try (var server = new LocalServer(exchange -> send(exchange, 200, body.toByteArray()))) {
            var sink =
                    RecordingSink.of(PagerDuty.with(PagerDutyOptions.defaults()).describe());
            sink.open(Feeds.CREDENTIAL).close(new FeedOutcome.Complete());

            FeedWriter writer = sink.open(Feeds.USERS);
            writer.close(new UsersFeed(LocalApi.of(server, time)).read(writer, null));

            RecordedFeed users = sink.feed("users");
            assertThat(users.remarks())
                    .containsEntry("P1", "2 characters of its text cannot be read and show as \uFFFD")
                    .containsKey("P2")
                    .doesNotContainKey("P3");
            assertThat(users.rows(Row.Account.class))
                    .extracting(Row.Account::name)
                    .contains("Andr\uFFFD X", "whole \uD83D\uDE00");
        }
    }

    @Test
    void an_answer_without_a_body_is_one() throws Exception {
        try (var server = new LocalServer(exchange -> exchange.sendResponseHeaders(407, -1))) {
            assertThat(failure(server).problem().what())
                    .startsWith("The proxy on the way to PagerDuty at 127.0.0.1:")
                    .endsWith("refused the connection: it wants another user or password (407)");
        }
    }

    /// The first page of users is asked for before their feed is open, and tags are read before theirs is.
    @Test
    void times_of_a_feed_are_those_of_its_first_question_and_its_last_answer() throws Exception {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(30, 3, 3))) {
            far.faults().on("/users").between(1, 2).answer(new Fault.RateLimited(Duration.ofSeconds(40)));
            far.faults().on("/tags").nth(1).answer(new Fault.RateLimited(Duration.ofSeconds(50)));

            RecordingSink sink = far.collect();

            assertThat(took(sink, "users")).isGreaterThanOrEqualTo(Duration.ofSeconds(80));
            assertThat(took(sink, "tags")).isGreaterThanOrEqualTo(Duration.ofSeconds(50));
        }
    }

    private static Duration took(RecordingSink sink, String feed) {
        return sink.feed(feed)
                .times()
                .map(times -> Duration.between(times.first(), times.last()))
                .orElseThrow();
    }

    private Api api(ClosingServer server) {
        return LocalApi.of(server.uri(), time);
    }

    private String name(LocalServer server) throws ReadFailed, InterruptedException {
        return LocalApi.of(server, time)
                .get(ANYTHING, () -> {}, json -> Fields.read(json, Allowed.of("name")))
                .text("name")
                .orElseThrow();
    }

    private ReadFailed failure(LocalServer server) throws InterruptedException {
        try {
            throw new AssertionError("It was read after all: " + name(server));
        } catch (ReadFailed failure) {
            return failure;
        }
    }

    private static String inSeconds(int seconds) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .format(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] encoded(byte[] plain, String encodings) throws IOException {
        byte[] encoded = plain;
        for (String each : encodings.toLowerCase(Locale.ROOT).split(", ")) {
            var bytes = new ByteArrayOutputStream();
            try (OutputStream out = switch (each) {
                case "gzip", "x-gzip" -> new GZIPOutputStream(bytes);
                case "deflate" -> new DeflaterOutputStream(bytes);
                case "raw deflate" -> new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED, true));
                default -> bytes;
            }) {
                out.write(encoded);
            }
            encoded = bytes.toByteArray();
        }
        return encoded;
    }
}
