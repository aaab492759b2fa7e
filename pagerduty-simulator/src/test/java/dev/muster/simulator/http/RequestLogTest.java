package dev.muster.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.Client;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLogTest {

    private static final Duration LATENCY = Duration.ofMillis(20);

    private final PagerDutySimulator pagerduty = PagerDutySimulator.start(
            SimulatedAccount.of(60, 6, 1), PagerDutySimulator.Options.defaults().withLatency(LATENCY));
    private final Client client = Client.of(pagerduty);

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void every_request_leaves_a_line() throws Exception {
        var team = pagerduty.account().teams().getFirst().id();

        client.get("/users?limit=10&query=a%20b");
        client.get("/teams/%s/members".formatted(team));
        client.get("/nothing");

        var lines = pagerduty.requests().list();
        assertThat(lines).extracting(RequestLog.Request::number).containsExactly(1L, 2L, 3L);
        assertThat(lines)
                .extracting(RequestLog.Request::path)
                .containsExactly("/users", "/teams/%s/members".formatted(team), "/nothing");
        assertThat(lines).extracting(RequestLog.Request::query).containsExactly("limit=10&query=a%20b", "", "");
        assertThat(lines).extracting(RequestLog.Request::status).containsExactly(200, 200, 404);
        assertThat(lines)
                .allMatch(RequestLog.Request::authorized)
                .allMatch(line -> line.method().equals("GET"));
        assertThat(lines).allMatch(line -> line.millis() >= LATENCY.toMillis());
    }

    @Test
    void requests_are_counted_by_the_beginning_of_their_path() throws Exception {
        client.get("/users");
        client.get("/users/me");
        client.get("/teams");

        assertThat(pagerduty.requests().count()).isEqualTo(3);
        assertThat(pagerduty.requests().countOf("/users")).isEqualTo(2);

        pagerduty.requests().clear();
        client.get("/teams");

        assertThat(pagerduty.requests().count()).isEqualTo(1);
        assertThat(pagerduty.requests().list().getFirst().number()).isEqualTo(4);
    }

    @Test
    void requests_at_the_same_time_all_leave_a_line() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(
                    Collections.<Callable<HttpResponse<String>>>nCopies(200, () -> client.get("/users?limit=1")));

            assertThat(answers).allMatch(answer -> answer.resultNow().statusCode() == 200);
        }

        assertThat(pagerduty.requests().list())
                .extracting(RequestLog.Request::number)
                .hasSize(200)
                .doesNotHaveDuplicates();
    }
}
