package dev.muster.pagerduty.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.Secret;
import dev.muster.kit.LocalServer;
import dev.muster.kit.client.Api;
import dev.muster.kit.client.Ask;
import dev.muster.kit.client.Meter;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.client.Time;
import dev.muster.kit.transport.ReadFailed;
import dev.muster.kit.transport.Route;
import dev.muster.kit.transport.TimeLimit;
import dev.muster.kit.transport.Wire;
import dev.muster.pagerduty.PagerDutyOptions;
import dev.muster.pagerduty.SimulatedPagerDuty;
import dev.muster.pagerduty.api.ApiHost;
import dev.muster.pagerduty.feeds.UsersFeed;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AppTokenTest {
    private static final String SECRET = "canary-client-secret-5Yx";
    private static final String TOKEN = "pdus+_canary-token-9Kq";
    private static final OAuthApp APP = new OAuthApp("client-id-1", Secret.of(SECRET), "acme");
    private static final Set<String> SCOPES = Set.of("users.read", "teams.read");
    private static final Meter UNCOUNTED = () -> {};

    private final SettableTime time = new SettableTime();

    @Test
    void what_is_sent_is_one_form_that_names_account_and_scopes() throws Exception {
        List<String> seen = new ArrayList<>();
        try (var server = new LocalServer(exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            seen.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
            grant(exchange, 3600);
        })) {
            assertThat(token(server.uri()).header(UNCOUNTED)).isEqualTo("Bearer " + TOKEN);
        }
        assertThat(seen)
                .containsExactly(
                        "POST /oauth/token",
                        "application/x-www-form-urlencoded",
                        "null",
                        "grant_type=client_credentials&client_id=client-id-1&client_secret=" + SECRET
                                + "&scope=as_account-us.acme+teams.read+users.read");
    }

    @ParameterizedTest
    @CsvSource({"86400, 86100", "3600, 3300", "100, 90", "1, 0"})
    void a_token_is_replaced_a_margin_before_its_end(long life, long replacedAfter) throws Exception {
        var asked = new AtomicInteger();
        try (var server = new LocalServer(exchange -> {
            asked.incrementAndGet();
            grant(exchange, life);
        })) {
            AppToken token = token(server.uri());
            token.header(UNCOUNTED);
            time.of(Duration.ofSeconds(replacedAfter).minusMillis(1));
            token.header(UNCOUNTED);
            assertThat(asked.get()).isEqualTo(1);

            time.of(Duration.ofSeconds(1));
            token.header(UNCOUNTED);
            assertThat(asked.get()).isEqualTo(2);
        }
    }

    @Test
    void of_many_threads_one_asks_and_all_get_what_it_got() throws Exception {
        var asked = new AtomicInteger();
        var counted = new AtomicInteger();
        var all = new CountDownLatch(20);
        try (var server = new LocalServer(exchange -> {
                    asked.incrementAndGet();
                    awaitQuietly(all);
                    grant(exchange, 3600);
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AppToken token = token(server.uri());
            List<Future<String>> headers = new ArrayList<>();
            Callable<String> reading = () -> {
                all.countDown();
                return token.header(counted::incrementAndGet);
            };
            for (int i = 0; i < 20; i++) {
                headers.add(threads.submit(reading));
            }
            for (Future<String> header : headers) {
                assertThat(header.get()).isEqualTo("Bearer " + TOKEN);
            }
        }
        assertThat(asked.get()).isEqualTo(1);
        assertThat(counted.get()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | {"error":"invalid_client"}                 | PagerDuty refused the client id or client secret (401)
            400 | {"error":"invalid_client"}                 | PagerDuty refused the client id or client secret (400)
            400 | {"error":"invalid_scope"}                  | PagerDuty gives this app no token for the account acme in the local region, saying: invalid_scope (400)
            403 | <html></html>                              | PagerDuty gives this app no token for the account acme in the local region (403)
            200 | {"token_type":"bearer"}                    | PagerDuty's identity service answered without a token
            200 | {"access_token":"pdus+_a\\nX: y"}           | PagerDuty's identity service answered without a token
            200 | <html></html>                              | PagerDuty's identity service answered with a web page instead of data
            302 |                                            | PagerDuty's identity service redirected to elsewhere.example, and Muster sends the client secret nowhere else (302)
            503 |                                            | PagerDuty's identity service answered with an error of its own (503)
            429 |                                            | PagerDuty's identity service refuses further requests for now (429)
            """)
    void what_goes_wrong_there_has_words(int status, String body, String what) throws Exception {
        try (var server = new LocalServer(exchange -> {
            exchange.getResponseHeaders().set("Location", "https://elsewhere.example/oauth/token");
            LocalServer.send(exchange, status, body == null ? "" : body);
        })) {
            assertThat(failureOf(token(server.uri())).problem().what()).isEqualTo(what);
        }
    }

    @Test
    void an_answer_that_is_far_too_large_is_not_read() throws Exception {
        try (var server =
                new LocalServer(exchange -> LocalServer.send(exchange, 200, "{" + " ".repeat(1 << 20) + "}"))) {
            assertThat(failureOf(token(server.uri())).problem().cause()).isEqualTo(Cause.MALFORMED_ANSWER);
        }
    }

    @Test
    void nobody_at_the_identity_host_is_told_by_its_name() throws Exception {
        URI gone;
        try (var server = new LocalServer(exchange -> {})) {
            gone = server.uri();
        }

        Problem problem = failureOf(token(gone)).problem();

        assertThat(problem.cause()).isEqualTo(Cause.UNREACHABLE);
        assertThat(problem.what())
                .isEqualTo(
                        "PagerDuty's identity service at %s refused the connection".formatted(gone.getRawAuthority()));
    }

    @Test
    void neither_secret_nor_token_is_ever_printed_or_repeated() throws Exception {
        try (var identity = new LocalServer(exchange -> grant(exchange, 3600));
                var api = new LocalServer(exchange -> LocalServer.send(
                        exchange, 418, "{\"error\":\"%s for %s\"}".formatted(header(exchange), SECRET)))) {
            AppToken token = token(identity.uri());

            ReadFailed failure = failureOf(LocalApi.of(api, time, token));

            assertThat(failure.problem().what()).endsWith("saying: Bearer (secret) for (secret) (418)");
            assertThat("%s %s %s %s".formatted(token, APP, failure, failure.theirWords()))
                    .doesNotContain(SECRET)
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void a_refusal_that_repeats_the_secret_is_blacked_out() throws Exception {
        try (var server = new LocalServer(
                exchange -> LocalServer.send(exchange, 400, "{\"error\":\"no %s here\"}".formatted(SECRET)))) {
            assertThat(failureOf(token(server.uri())).problem().what()).contains("saying: no (secret) here");
        }
    }

    @Test
    void a_long_reading_outlives_many_tokens() throws Exception {
        var options =
                PagerDutySimulator.Options.defaults().withRequestsPerMinute(40).withTokenLife(Duration.ofSeconds(90));
        try (var far = SimulatedPagerDuty.atItsOwnPace(SimulatedAccount.of(20, 4, 3), options)) {
            Api api = far.app().session().api();
            for (int i = 0; i < 200; i++) {
                api.get(UsersFeed.USERS.size(), UNCOUNTED, json -> Map.of());
            }

            assertThat(far.simulator.requests().list()).hasSize(200).allMatch(request -> request.status() == 200);
            assertThat(far.simulator.identityRequests().count()).isGreaterThan(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 408})
    void a_passing_trouble_of_the_identity_host_is_asked_again(int status) throws Exception {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(12, 2, 1))) {
            far.faults().on("/oauth/token").between(1, 2).answer(new Fault.Status(status));

            var sink = far.app().collect();

            assertThat(sink.feeds()).allMatch(feed -> feed.isComplete());
            assertThat(sink.feed("credential").requests()).isEqualTo(4);
            assertThat(far.simulator.identityRequests().count()).isEqualTo(3);
        }
    }

    @Test
    void the_token_request_is_the_only_post_and_the_api_sees_none() throws Exception {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(12, 2, 1))) {
            far.app().collect();

            assertThat(far.simulator.requests().list())
                    .allMatch(request -> request.method().equals("GET"));
            assertThat(far.simulator.identityRequests().list())
                    .singleElement()
                    .matches(request ->
                            request.method().equals("POST") && request.query().isEmpty());
        }
    }

    private AppToken token(URI identity) {
        var host = new ApiHost(identity, "local", identity);
        var asking = new IdentityHost(
                Wire.client(Duration.ofSeconds(5), Route.DIRECT),
                APP,
                host,
                SCOPES,
                PagerDutyOptions.defaults().withTime(new Time(time, time)).client(),
                TimeLimit.none(time));
        return new AppToken(APP, SCOPES, asking, time);
    }

    private static void grant(HttpExchange exchange, long life) throws IOException {
        LocalServer.send(exchange, 200, """
                {"access_token":"%s","scope":"users.read teams.read","token_type":"bearer","expires_in":%d}""".formatted(TOKEN, life));
    }

    private static String header(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Authorization");
    }

    private static ReadFailed failureOf(AppToken token) throws InterruptedException {
        try {
            token.header(UNCOUNTED);
        } catch (ReadFailed failure) {
            return failure;
        }
        throw new AssertionError("It got a token after all");
    }

    private static ReadFailed failureOf(Api api) throws InterruptedException {
        try {
            api.get(new Ask("/anything", "anything"), UNCOUNTED, json -> Map.of());
        } catch (ReadFailed failure) {
            return failure;
        }
        throw new AssertionError("It was read after all");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
