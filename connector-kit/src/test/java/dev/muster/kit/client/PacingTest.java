package dev.muster.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.kit.answer.Answer;
import dev.muster.kit.transport.RateHeaders;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A window of a rate limit, counted here as services do: a minute from its first request on.
class PacingTest {
    private static final int LIMIT = 960;

    private final SettableTime time = new SettableTime();
    private final Pacing pacing =
            new Pacing(0.8, time, new RateHeaders("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"));

    @Test
    void a_window_is_used_to_its_share_and_no_further() {
        int sent = 0;
        while (pacing.take() instanceof Pacing.Turn.Go) {
            sent++;
            pacing.answered(answer(LIMIT - sent, 60));
        }

        assertThat(sent).isEqualTo(768);
    }

    @Test
    void the_next_window_is_waited_for_and_then_used() {
        useUp();

        var wait = (Pacing.Turn.Wait) pacing.take();
        assertThat(wait.time()).isEqualTo(Duration.ofSeconds(60));
        time.of(wait.time());
        pacing.renew(wait.window());

        assertThat(pacing.take()).isEqualTo(new Pacing.Turn.Go());
    }

    @Test
    void two_who_waited_for_the_same_window_renew_it_once() {
        useUp();
        var one = (Pacing.Turn.Wait) pacing.take();
        var other = (Pacing.Turn.Wait) pacing.take();
        pacing.renew(one.window());
        pacing.take();
        pacing.answered(answer(192, 60));

        pacing.renew(other.window());

        assertThat(pacing.take()).isInstanceOf(Pacing.Turn.Wait.class);
    }

    @Test
    void requests_under_way_count_as_sent() {
        know();
        for (int i = 0; i < 4; i++) {
            pacing.take();
        }
        pacing.answered(answer(196, 60));

        assertThat(pacing.take()).isEqualTo(new Pacing.Turn.Go());
        assertThat(pacing.take()).isInstanceOf(Pacing.Turn.Wait.class);
    }

    @Test
    void an_answer_that_was_overtaken_gives_no_room_back() {
        know();
        pacing.take();
        pacing.take();
        pacing.answered(answer(193, 60));
        pacing.take();
        pacing.answered(answer(900, 60));

        assertThat(pacing.take()).isInstanceOf(Pacing.Turn.Wait.class);
    }

    @Test
    void answers_without_headers_or_with_odd_ones_hold_nothing_back() {
        for (var headers : List.of(Map.of("x-other", List.of("1")), Map.of("ratelimit-remaining", List.of("-7")))) {
            assertThat(pacing.take()).isEqualTo(new Pacing.Turn.Go());
            pacing.answered(new Answer(200, HttpHeaders.of(headers, (name, value) -> true), new byte[0]));
        }

        assertThat(pacing.take()).isEqualTo(new Pacing.Turn.Go());
    }

    @Test
    void headers_of_a_proxy_are_not_those_of_the_service() {
        pacing.take();
        var proxy = Map.of(
                "x-ratelimit-limit", List.of("10"),
                "x-ratelimit-remaining", List.of("0"),
                "x-ratelimit-reset", List.of("60"));
        pacing.answered(new Answer(200, HttpHeaders.of(proxy, (name, value) -> true), new byte[0]));

        assertThat(pacing.take()).isEqualTo(new Pacing.Turn.Go());
    }

    @Test
    void until_the_first_answer_one_request_alone_is_under_way() throws InterruptedException {
        pacing.take();
        var turn = pacing.take();
        assertThat(turn).isInstanceOf(Pacing.Turn.Listen.class);

        pacing.unanswered();
        pacing.listen((Pacing.Turn.Listen) turn);
        assertThat(pacing.take()).isEqualTo(new Pacing.Turn.Go());
        assertThat(pacing.take()).isInstanceOf(Pacing.Turn.Listen.class);

        pacing.answered(answer(959, 60));
        assertThat(pacing.take()).isEqualTo(new Pacing.Turn.Go());
        assertThat(pacing.take()).isEqualTo(new Pacing.Turn.Go());
    }

    @Test
    void requests_that_outlast_their_window_count_in_the_next_one() {
        know();
        pacing.take();
        pacing.take();
        pacing.answered(answer(192, 60));
        var wait = (Pacing.Turn.Wait) pacing.take();
        time.of(wait.time());
        pacing.renew(wait.window());

        int room = 0;
        while (pacing.take() instanceof Pacing.Turn.Go) {
            room++;
        }

        assertThat(room).isEqualTo(767);
    }

    @Test
    void without_room_and_with_nothing_to_wait_for_but_an_answer_the_answer_is_waited_for() {
        know();
        pacing.take();
        pacing.take();
        pacing.answered(answer(192, 0));

        assertThat(pacing.take()).isInstanceOf(Pacing.Turn.Listen.class);
        pacing.answered(answer(LIMIT - 1, 60));
        assertThat(pacing.take()).isEqualTo(new Pacing.Turn.Go());
    }

    @Test
    void a_hold_lasts_as_long_as_asked_for() {
        pacing.hold(Duration.ofSeconds(7));

        assertThat(pacing.take())
                .isInstanceOfSatisfying(
                        Pacing.Turn.Wait.class, wait -> assertThat(wait.time()).isEqualTo(Duration.ofSeconds(7)));
    }

    /// The first answer has come and left room.
    private void know() {
        pacing.take();
        pacing.answered(answer(LIMIT - 1, 60));
    }

    private void useUp() {
        pacing.take();
        pacing.answered(answer(192, 60));
    }

    private static Answer answer(long remaining, long reset) {
        var headers = Map.of(
                "ratelimit-limit", List.of(String.valueOf(LIMIT)),
                "ratelimit-remaining", List.of(String.valueOf(remaining)),
                "ratelimit-reset", List.of(String.valueOf(reset)));
        return new Answer(200, HttpHeaders.of(headers, (name, value) -> true), new byte[0]);
    }
}
