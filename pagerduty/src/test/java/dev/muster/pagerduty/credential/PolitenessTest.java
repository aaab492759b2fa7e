package dev.muster.pagerduty.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Secret;
import dev.muster.pagerduty.SimulatedPagerDuty;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolitenessTest {
    private static final SimulatedAccount SMALL = SimulatedAccount.of(12, 5, 3);

    @Test
    void only_get_is_ever_sent_and_every_request_has_the_key() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SMALL)) {
            far.collect();
            far.check();

            assertThat(far.simulator.requests().list())
                    .isNotEmpty()
                    .allMatch(request -> request.method().equals("GET"))
                    .allMatch(request -> request.authorized());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 40, 960})
    void a_reading_of_many_feeds_at_once_never_provokes_a_429(int perMinute) throws InterruptedException {
        var options = PagerDutySimulator.Options.defaults()
                .withRequestsPerMinute(perMinute)
                .withOnCallsPerMinute(5);
        try (var far = SimulatedPagerDuty.atItsOwnPace(SimulatedAccount.of(40, 1_000, 3), options)) {
            RecordingSink sink = far.collect();

            assertThat(sink.feeds()).allMatch(RecordedFeed::isComplete);
            assertThat(far.waits()).isNotEmpty();
            assertThat(far.simulator.requests().list())
                    .hasSizeGreaterThan(1_000)
                    .noneMatch(request -> request.status() == 429);
        }
    }

    @Test
    void a_429_waits_as_long_as_it_asks_and_then_goes_on() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SMALL)) {
            far.faults().on("/teams").nth(1).answer(new Fault.RateLimited(Duration.ofSeconds(37)));

            RecordingSink sink = far.collect();

            assertThat(sink.feed("teams").isComplete()).isTrue();
            assertThat(sink.feed("teams").requests()).isEqualTo(2);
            assertThat(far.waits()).containsExactly(Duration.ofMillis(37_500));
        }
    }

    @Test
    void a_429_without_headers_waits_longer_each_time_until_patience_ends() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SMALL)) {
            far.faults().on("/teams").every().answer(Fault.RateLimited.bare());

            Problem problem = far.collect().feed("teams").problem();

            assertThat(problem.cause()).isEqualTo(Cause.RATE_LIMITED);
            assertThat(problem.what()).startsWith("PagerDuty refuses further requests (429) after ");
            assertThat(far.waits().getFirst()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
            assertThat(far.waits().getLast()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
            assertThat(far.waits().stream().reduce(Duration.ZERO, Duration::plus))
                    .isLessThanOrEqualTo(Duration.ofMinutes(10));
        }
    }

    @Test
    void a_passing_trouble_is_asked_again_after_growing_waits() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SMALL)) {
            far.faults().on("/teams").between(1, 2).answer(new Fault.Status(503));

            assertThat(far.collect().feed("teams").isComplete()).isTrue();
            assertThat(far.waits()).hasSize(2);
            assertThat(far.waits().getFirst()).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
            assertThat(far.waits().getLast()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        }
    }

    @Test
    void a_trouble_that_stays_is_told_with_the_number_of_attempts_and_the_request() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SMALL)) {
            far.faults().on("/teams").every().answer(new Fault.Status(503));

            Problem problem = far.collect().feed("teams").problem();

            assertThat(problem.message())
                    .isEqualTo("PagerDuty answered with an error of its own (503), 3 times in a row."
                            + " The next sync tries again");
            assertThat(problem.requestId()).isNotBlank();
        }
    }

    @Test
    void a_refused_token_is_told_in_the_words_of_the_product() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SMALL)) {
            RecordingSink sink = far.token("nobodysKeyNobodysKey").collect();

            assertThat(sink.feeds().getFirst().problem().message())
                    .isEqualTo("PagerDuty refused the access token (401). Replace it under Configure");
            assertThat(sink.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_redirect_is_not_followed_and_its_host_is_named() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SMALL);
                var elsewhere = SimulatedPagerDuty.with(SMALL)) {
            far.faults().on("/teams").every().answer(new Fault.Redirect(elsewhere.simulator.uri()));

            Problem problem = far.collect().feed("teams").problem();

            assertThat(problem.what())
                    .isEqualTo(
                            "PagerDuty redirected to 127.0.0.1, and Muster sends the access token nowhere else (302)");
            assertThat(elsewhere.simulator.requests().count()).isZero();
        }
    }

    @Test
    void a_trouble_never_repeats_the_token_that_an_error_repeats() {
        var token = new AccessToken(Secret.of("aKeyOfTwentyLetters1"));

        assertThat(token.blackOutIn("Invalid token aKeyOfTwentyLetters1")).isEqualTo("Invalid token (secret)");
    }
}
