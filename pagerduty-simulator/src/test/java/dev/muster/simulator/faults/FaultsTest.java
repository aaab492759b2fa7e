package dev.muster.simulator.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.simulator.Client;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.http.Answer;
import dev.muster.simulator.http.RequestLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

class FaultsTest {

    private final SimulatedAccount account = SimulatedAccount.of(60, 6, 1);
    private final PagerDutySimulator pagerduty =
            PagerDutySimulator.start(account, PagerDutySimulator.Options.defaults());
    private final Client client = Client.of(pagerduty);
    private final Faults faults = pagerduty.faults();

    @AfterEach
    void stop() {
        client.close();
        pagerduty.close();
    }

    @Test
    void a_fault_comes_at_its_request_number_and_path_only() throws Exception {
        faults.on("/teams/{id}/members").nth(3).answer(new Fault.Status(503));

        assertThat(statuses("/teams/%s/members", 4)).containsExactly(200, 200, 503, 200);
        assertThat(client.get("/teams").statusCode()).isEqualTo(200);
    }

    @Test
    void a_fault_can_be_aimed_at_a_page() throws Exception {
        faults.on("/users?offset=20").nth(2).answer(new Fault.Status(503));

        assertThat(client.get("/users?limit=10&offset=20").statusCode()).isEqualTo(200);
        assertThat(client.get("/users?limit=10&offset=0").statusCode()).isEqualTo(200);
        assertThat(client.get("/users").statusCode()).isEqualTo(200);
        assertThat(client.get("/users?limit=10&offset=20&total=true").statusCode())
                .isEqualTo(503);
        assertThat(client.get("/users?limit=10&offset=20").statusCode()).isEqualTo(200);
    }

    @Test
    void a_bare_list_has_the_rows_of_its_page_and_nothing_else() throws Exception {
        faults.on("/users").every().answer(new Fault.BareList());
        faults.on("/teams").every().answer(new Fault.BareList());

        assertThat(client.json("/users?limit=10").propertyNames()).containsExactly("users");
        assertThat(client.json("/users?limit=10").get("users")).hasSize(10);
        assertThat(client.get("/teams?offset=100").body()).isEqualTo("{\"teams\":[]}");
    }

    @Test
    void headers_that_are_added_leave_the_page_and_its_own_headers_alone() throws Exception {
        String page = client.get("/users").body();
        faults.on("/users").every().answer(new Fault.AddedHeaders(Map.of("x-ratelimit-remaining", "0")));

        var answer = client.get("/users");

        assertThat(answer.body()).isEqualTo(page);
        assertThat(answer.headers().firstValue("x-ratelimit-remaining")).hasValue("0");
        assertThat(answer.headers().firstValue("ratelimit-limit")).hasValue("960");
    }

    @Test
    void faults_can_come_from_a_number_on_between_two_or_always() throws Exception {
        faults.on("/users")
                .from(3)
                .answer(new Fault.Status(500))
                .on("/teams")
                .between(2, 3)
                .answer(new Fault.Status(502))
                .on("/abilities")
                .every()
                .answer(new Fault.Status(504));

        assertThat(statuses("/users", 4)).containsExactly(200, 200, 500, 500);
        assertThat(statuses("/teams", 4)).containsExactly(200, 502, 502, 200);
        assertThat(statuses("/abilities", 2)).containsExactly(504, 504);
    }

    @Test
    void the_oldest_of_two_faults_due_answers_and_both_count() throws Exception {
        faults.on("/users")
                .nth(1)
                .answer(new Fault.Status(500))
                .on("/users")
                .between(1, 2)
                .answer(new Fault.Status(503));

        assertThat(statuses("/users", 3)).containsExactly(500, 503, 200);
    }

    @Test
    void cleared_faults_are_gone() throws Exception {
        faults.on("/users").every().answer(new Fault.Status(500));

        faults.clear();

        assertThat(client.get("/users").statusCode()).isEqualTo(200);
    }

    @Test
    void a_script_that_can_never_fire_is_refused() {
        assertThatThrownBy(() -> faults.on("users")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.on("/users").nth(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.on("/users").between(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 408, 429, 500, 502, 503, 504})
    void a_status_comes_with_an_error_object(int status) throws Exception {
        var answer = faulty(new Fault.Status(status));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Client.json(answer).get("error").get("code").intValue()).isGreaterThanOrEqualTo(2000);
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void an_error_has_any_shape_ever_seen(ErrorShape shape) throws Exception {
        var answer = faulty(new Fault.Status(403, shape));

        assertThat(answer.statusCode()).isEqualTo(403);
        switch (shape) {
            case OBJECT ->
                assertThat(Client.json(answer).at("/error/errors/0").isString()).isTrue();
            case ERRORS_STRING ->
                assertThat(Client.json(answer).at("/error/errors").isString()).isTrue();
            case STRINGS ->
                assertThat(Client.json(answer).at("/error/0").isString()).isTrue();
            case STRING ->
                assertThat(Client.json(answer).at("/error").isString()).isTrue();
            case FIELDS ->
                assertThat(Client.json(answer).at("/errors/base/0").isString()).isTrue();
            case STATUS_AS_CODE ->
                assertThat(Client.json(answer).at("/error/code").intValue()).isEqualTo(403);
            case CODE_ZERO ->
                assertThat(Client.json(answer).at("/error/code").intValue()).isZero();
            case HTML -> assertThat(answer.body()).startsWith("<!DOCTYPE html>");
            case EMPTY -> assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void a_429_comes_with_or_without_headers() throws Exception {
        var told = faulty(new Fault.RateLimited(Duration.ofSeconds(7)));
        faults.clear();
        var bare = faulty(Fault.RateLimited.bare());

        assertThat(told.statusCode()).isEqualTo(429);
        assertThat(told.headers().firstValue("ratelimit-reset")).hasValue("7");
        assertThat(told.headers().firstValue("ratelimit-remaining")).hasValue("0");
        assertThat(Client.json(told).at("/error/code").intValue()).isEqualTo(2020);
        assertThat(bare.statusCode()).isEqualTo(429);
        assertThat(bare.body()).isEmpty();
        assertThat(bare.headers().map())
                .doesNotContainKeys("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset");
    }

    @Test
    void a_web_page_an_empty_body_and_a_redirect_take_the_place_of_the_page() throws Exception {
        var page = faulty(new Fault.Html());
        faults.clear();
        var empty = faulty(new Fault.EmptyBody());
        faults.clear();
        var elsewhere = faulty(new Fault.Redirect(URI.create("http://elsewhere.example/users")));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue(Answer.HTML);
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        assertThat(elsewhere.statusCode()).isEqualTo(302);
        assertThat(elsewhere.headers().firstValue("location")).hasValue("http://elsewhere.example/users");
    }

    @Test
    void a_page_can_have_the_wrong_content_type() throws Exception {
        var answer = faulty(new Fault.WrongContentType("text/plain"));

        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain");
        assertThat(Client.json(answer).get("users").size()).isEqualTo(25);
    }

    @Test
    void a_page_can_be_malformed_or_cut() throws Exception {
        String whole = client.get("/users").body();

        var malformed = faulty(new Fault.MalformedJson());
        faults.clear();
        var cut = faulty(new Fault.Truncated());

        assertThatThrownBy(() -> Client.json(malformed)).isInstanceOf(StreamReadException.class);
        assertThatThrownBy(() -> Client.json(cut)).isInstanceOf(StreamReadException.class);
        assertThat(cut.body().getBytes(UTF_8)).hasSizeBetween(1, whole.getBytes(UTF_8).length / 2 + 3);
        assertThat(whole).startsWith(cut.body().substring(0, 100));
    }

    @Test
    void a_page_can_repeat_for_ever() throws Exception {
        var first = client.json("/users?limit=50");
        faults.on("/users").every().answer(new Fault.RepeatedPage());

        var later = client.json("/users?limit=50&offset=5000");

        assertThat(later.get("users")).isEqualTo(first.get("users"));
        assertThat(later.get("offset").intValue()).isEqualTo(5000);
        assertThat(later.get("more").booleanValue()).isTrue();
    }

    @Test
    void a_total_can_change_where_there_is_one() throws Exception {
        faults.on("/users").every().answer(new Fault.ChangedTotal(7));

        assertThat(client.json("/users?total=true").get("total").intValue()).isEqualTo(7);
        assertThat(client.json("/users").get("total").isNull()).isTrue();
    }

    @Test
    void a_row_can_come_twice() throws Exception {
        var users = Client.json(faulty(new Fault.DuplicatedRow(3))).get("users");

        assertThat(users.size()).isEqualTo(26);
        assertThat(users.get(4)).isEqualTo(users.get(3));
        assertThat(users.get(2)).isNotEqualTo(users.get(3));
    }

    @Test
    void a_field_can_be_null_or_unknown() throws Exception {
        faults.on("/users")
                .nth(1)
                .answer(new Fault.NullField("email", 24))
                .on("/users")
                .nth(2)
                .answer(new Fault.UnknownValue("time_zone", "Mars/\"Olympus\""))
                .on("/users")
                .nth(3)
                .answer(new Fault.UnknownRole("wizard"));

        assertThat(client.json("/users").at("/users/24/email").isNull()).isTrue();
        assertThat(client.json("/users").at("/users/0/time_zone").stringValue()).isEqualTo("Mars/\"Olympus\"");
        assertThat(client.json("/users").at("/users/0/role").stringValue()).isEqualTo("wizard");
    }

    @Test
    void a_single_object_is_the_row_of_its_answer() throws Exception {
        faults.on("/users/{id}").every().answer(new Fault.UnknownRole("wizard"));

        var user = client.json("/users/" + account.users().getFirst().id());

        assertThat(user.at("/user/role").stringValue()).isEqualTo("wizard");
    }

    @Test
    void a_page_without_the_row_or_field_stays_as_it_is() throws Exception {
        var truth = client.json("/users");
        faults.on("/users")
                .nth(1)
                .answer(new Fault.NullField("email", 25))
                .on("/users")
                .nth(2)
                .answer(new Fault.NullField("moon"));

        assertThat(client.json("/users")).isEqualTo(truth);
        assertThat(client.json("/users")).isEqualTo(truth);
    }

    @Test
    void a_member_can_be_a_user_who_is_gone() throws Exception {
        faults.on("/teams/{id}/members").every().answer(new Fault.DeletedReference("user"));

        var member = client.json("/teams/%s/members".formatted(team())).at("/members/0");

        assertThat(account.user(member.at("/user/id").stringValue())).isEmpty();
        assertThat(member.at("/user/type").stringValue()).isEqualTo("user_reference");
        assertThat(member.get("role").isString()).isTrue();
    }

    @Test
    void a_page_can_be_nested_deeper_than_parsers_like() throws Exception {
        var deep = faulty(new Fault.DeeplyNested(2_000));

        assertThatThrownBy(() -> Client.json(deep)).isInstanceOf(StreamConstraintsException.class);
    }

    @Test
    void a_page_can_be_huge_and_still_be_a_page() throws Exception {
        var huge = faulty(new Fault.HugePage(5_000_000));

        assertThat(huge.body().length()).isGreaterThan(5_000_000);
        assertThat(Client.json(huge).get("users").size()).isEqualTo(25);
    }

    @Test
    void a_connection_can_break_mid_answer() {
        assertThatThrownBy(() -> faulty(new Fault.Reset())).isInstanceOf(IOException.class);
        assertThat(pagerduty.requests().list())
                .extracting(RequestLog.Request::status)
                .containsOnly(0);
    }

    @Test
    void a_page_can_come_drop_by_drop() throws Exception {
        var whole = client.json("/users");

        assertThat(Client.json(faulty(new Fault.SlowDrip(5_000, Duration.ofMillis(1)))))
                .isEqualTo(whole);
    }

    @Test
    void a_hanging_request_never_gets_an_answer() throws Exception {
        var hang = new Fault.Hang();
        faults.on("/users").every().answer(hang);
        var waiting = inBackground("/users");
        hang.gate().awaitReached();

        hang.gate().release();

        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void a_stalled_request_gets_what_the_account_holds_when_it_goes_on() throws Exception {
        var gate = new FaultGate();
        faults.on("/users").nth(2).answer(new Fault.Stall(gate));
        client.get("/users");
        var stalled = inBackground("/users?total=true");
        gate.awaitReached();

        account.removeUser(account.users().getFirst().id());
        gate.release();

        assertThat(Client.json(stalled.get()).get("total").intValue()).isEqualTo(59);
    }

    @Test
    void clearing_and_closing_let_waiting_requests_go() throws Exception {
        var stall = new Fault.Stall(new FaultGate());
        var hang = new Fault.Hang();
        faults.on("/users").every().answer(stall).on("/teams").every().answer(hang);
        var stalled = inBackground("/users");
        stall.gate().awaitReached();
        faults.clear();
        assertThat(stalled.get().statusCode()).isEqualTo(200);

        faults.on("/teams").every().answer(hang);
        var hanging = inBackground("/teams");
        hang.gate().awaitReached();
        pagerduty.close();

        assertThatThrownBy(hanging::get).isInstanceOf(ExecutionException.class);
    }

    private CompletableFuture<HttpResponse<String>> inBackground(String path) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return client.get(path);
                    } catch (IOException | InterruptedException failed) {
                        throw new IllegalStateException(failed);
                    }
                },
                Thread::startVirtualThread);
    }

    private HttpResponse<String> faulty(Fault fault) throws IOException, InterruptedException {
        faults.on("/users").every().answer(fault);
        return client.get("/users");
    }

    private int[] statuses(String path, int times) throws IOException, InterruptedException {
        int[] statuses = new int[times];
        for (int i = 0; i < times; i++) {
            statuses[i] = client.get(path.formatted(team())).statusCode();
        }
        return statuses;
    }

    private String team() {
        return account.teams().getFirst().id();
    }
}
