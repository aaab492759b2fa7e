package dev.muster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.account.SimulatedAccount;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final SetClock clock = new SetClock();
    private final PagerDutySimulator pagerduty = PagerDutySimulator.start(
            SimulatedAccount.of(60, 6, 1), PagerDutySimulator.Options.defaults().withRequestsPerMinute(3), clock);
    private final Client client = Client.of(pagerduty);

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void every_answer_says_what_is_left() throws Exception {
        var first = client.get("/users");
        clock.pass(Duration.ofMillis(1500));
        var second = client.get("/nothing");

        assertQuota(first, 2, 60);
        assertQuota(second, 1, 59);
    }

    @Test
    void one_request_too_many_gets_429_until_the_window_ends() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(client.get("/users").statusCode()).isEqualTo(200);
        }

        clock.pass(Duration.ofSeconds(50));
        var refused = client.get("/users");
        clock.pass(Duration.ofSeconds(10));
        var allowed = client.get("/users");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).isEqualTo("{\"error\":{\"message\":\"Rate Limit Exceeded\",\"code\":2020}}");
        assertQuota(refused, 0, 10);
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertQuota(allowed, 2, 60);
    }

    @Test
    void keys_do_not_share_a_limit() throws Exception {
        try (var own = new Client(
                pagerduty.uri(),
                pagerduty.userToken(pagerduty.account().users().getFirst().id()))) {
            for (int i = 0; i < 4; i++) {
                client.get("/users");
            }

            assertQuota(own.get("/users/me"), 2, 60);
        }
    }

    @Test
    void an_unknown_key_uses_up_nothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            client.send(client.request("/users").header("Authorization", "Token token=wrong"));
        }

        assertQuota(client.get("/users"), 2, 60);
    }

    @Test
    void on_calls_are_counted_apart() throws Exception {
        var options = PagerDutySimulator.Options.defaults();
        try (var usual = PagerDutySimulator.start(SimulatedAccount.of(60, 6, 1), options, clock);
                var user = Client.of(usual)) {
            user.get("/users");
            var onCalls = user.get("/oncalls");
            var users = user.get("/users");

            assertThat(onCalls.headers().firstValue("ratelimit-limit")).hasValue("125");
            assertThat(onCalls.headers().firstValue("ratelimit-remaining")).hasValue("124");
            assertThat(users.headers().firstValue("ratelimit-limit")).hasValue("960");
            assertThat(users.headers().firstValue("ratelimit-remaining")).hasValue("958");
        }
    }

    @Test
    void on_calls_are_refused_alone_when_they_were_asked_for_too_often() throws Exception {
        var options = PagerDutySimulator.Options.defaults().withOnCallsPerMinute(1);
        try (var strict = PagerDutySimulator.start(SimulatedAccount.of(60, 6, 1), options, clock);
                var user = Client.of(strict)) {
            assertThat(user.get("/oncalls").statusCode()).isEqualTo(200);
            assertThat(user.get("/oncalls").statusCode()).isEqualTo(429);
            assertThat(user.get("/users").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_account_without_limits_has_none_for_on_calls_either() {
        var unlimited =
                PagerDutySimulator.Options.defaults().withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT);

        assertThat(unlimited.limits().onCallsPerMinute()).isEqualTo(PagerDutySimulator.Options.NO_LIMIT);
        assertThat(PagerDutySimulator.Options.defaults()
                        .withRequestsPerMinute(3)
                        .limits()
                        .onCallsPerMinute())
                .isEqualTo(125);
    }

    private static void assertQuota(HttpResponse<String> answer, int remaining, int reset) {
        assertThat(answer.headers().firstValue("ratelimit-limit")).hasValue("3");
        assertThat(answer.headers().firstValue("ratelimit-remaining")).hasValue(Integer.toString(remaining));
        assertThat(answer.headers().firstValue("ratelimit-reset")).hasValue(Integer.toString(reset));
    }
}
