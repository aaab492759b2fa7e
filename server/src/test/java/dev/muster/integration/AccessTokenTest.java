package dev.muster.integration;

import static dev.muster.WatchedAccount.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ApiClient.Answer;
import dev.muster.QuickPagerDuty;
import dev.muster.TestPagerDuty;
import dev.muster.WatchedAccount;
import dev.muster.database.MusterTest;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.Region;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// Tokens that are mistyped, refused, of the other region or of somebody who sees little: the user learns which, and
/// the old token stays until a new one is saved.
@MusterTest
class AccessTokenTest {
    @Autowired
    private ApplicationContext server;

    private WatchedAccount watched;

    @BeforeEach
    void connect() {
        watched = WatchedAccount.synced(server, SimulatedAccount.of(60, 6, 5));
    }

    @AfterEach
    void close() {
        watched.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two words", "line\nbreak", "trailing ", "\ttab", "nul\0", "carriage\r"})
    void a_token_with_blanks_is_refused_before_it_is_sent_anywhere(String token) {
        watched.pagerDuty().requests().clear();

        for (Answer answer :
                List.of(watched.test(Map.of("accessToken", token)), watched.configure(Map.of("accessToken", token)))) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(fault(answer, "accessToken")).isEqualTo("Paste the Access Token without spaces or line breaks");
        }

        assertThat(watched.pagerDuty().requests().count()).isZero();
        assertOldTokenStillWorks();
    }

    @Test
    void an_empty_token_means_the_saved_one_and_is_asked_for_when_none_is_saved() {
        assertThat(watched.test(Map.of("accessToken", "")).json().get("works").asBoolean())
                .isTrue();

        WatchedAccount fresh = watched.another();
        assertThat(fault(fresh.test(Map.of("accessToken", "")), "accessToken")).isEqualTo("Paste the Access Token");
        assertThat(fault(fresh.configure(Map.of("accessToken", "")), "accessToken"))
                .isEqualTo("Paste the Access Token");
        assertThat(fresh.status()).isEqualTo("Not configured");
    }

    @ParameterizedTest
    @CsvSource({
        "nobodysTokenAtAll00x, PagerDuty refused the access token (401), It is mistyped",
        "nobodys…Token, The access token for PagerDuty contains a character that no token has, Copy it again"
    })
    void a_refused_token_is_told_by_the_test_and_saved_only_when_that_is_accepted(
            String token, String what, String nextStep) {
        JsonNode tested = watched.test(Map.of("accessToken", token)).json();
        assertThat(tested.get("works").asBoolean()).isFalse();
        assertThat(tested.get("problem").get("what").asString()).isEqualTo(what);
        assertThat(tested.get("problem").get("nextStep").asString()).startsWith(nextStep);

        Answer refused = watched.configure(Map.of("accessToken", token));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fault(refused, "accessToken"))
                .startsWith(what)
                .endsWith("Nothing was saved; send acceptRefused to save it all the same.");
        assertOldTokenStillWorks();

        assertThat(outcome(watched.saveAnyway(Map.of("accessToken", token)))).isEqualTo("failed");
        assertThat(watched.status()).isEqualTo("Needs attention");
        assertThat(watched.message())
                .startsWith(what)
                .contains("under Configure. Data from ")
                .endsWith("stays available")
                .doesNotContain(token);
        assertThat(watched.accounts()).hasSize(60);
    }

    @ParameterizedTest
    @CsvSource({"US, eu", "EU, us"})
    void a_token_of_the_other_region_is_recognised(Region home, String chosen) {
        try (PagerDutySimulator us = TestPagerDuty.startIn(Region.US, SimulatedAccount.of(3, 1, 5));
                PagerDutySimulator eu = TestPagerDuty.startIn(Region.EU, SimulatedAccount.of(3, 1, 5))) {
            String token = (home == Region.US ? us : eu).token();

            JsonNode tested =
                    watched.test(Map.of("accessToken", token, "region", chosen)).json();
            assertThat(tested.get("problem").get("what").asString())
                    .isEqualTo("This token belongs to the %s region".formatted(home));
            assertThat(tested.get("problem").get("nextStep").asString())
                    .isEqualTo("Choose %s and test again".formatted(home));

            String right = home == Region.US ? "us" : "eu";
            assertThat(watched.test(Map.of("accessToken", token, "region", right))
                            .json()
                            .get("works")
                            .asBoolean())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "restricted_access, Restricted Access",
        "limited_user, Responder",
        "read_only_user, Full Stakeholder",
        "observer, Observer"
    })
    void a_token_of_somebody_who_sees_little_works_with_a_warning(String role, String title) {
        SimulatedUser user = watched.account().users().stream()
                .filter(someone -> someone.role().equals(role))
                .findFirst()
                .orElseThrow();

        JsonNode tested = watched.test(Map.of("accessToken", watched.pagerDuty().userToken(user.id())))
                .json();

        assertThat(tested.get("works").asBoolean()).isTrue();
        assertThat(tested.get("credential").get("kind").asString())
                .isEqualTo("User key of %s, %s".formatted(user.name(), title));
        assertThat(tested.get("warnings").get(0).asString())
                .isEqualTo("This token belongs to %s (%s) and sees only what that user may see"
                        .formatted(user.name(), title));
    }

    @Test
    void the_record_tells_what_was_before_a_saved_configuration() {
        watched.saveAnyway(Map.of("timeZone", "Europe/Lisbon"));
        watched.saveAnyway(Map.of());

        assertThat(watched.api().get("/audit?limit=200").json().get("items").valueStream())
                .filteredOn(entry -> entry.get("action").asString().equals("integration.configured"))
                .first()
                .satisfies(entry -> {
                    assertThat(entry.at("/details/timeZone").asString()).isEqualTo("UTC");
                    assertThat(entry.at("/details/before").asString())
                            .startsWith("daily at ")
                            .contains(
                                    " Europe/Lisbon; ",
                                    "region " + watched.pagerDuty().uri());
                });
    }

    @Test
    void a_token_is_shown_by_its_last_four_characters_only() {
        String token = watched.pagerDuty().token();

        assertThat(watched.now().get("credentials").get("access_token").asString())
                .isEqualTo(token.substring(16));
        assertThat(watched.now().toString()).doesNotContain(token);
    }

    @Test
    void an_address_that_cannot_be_found_reached_or_trusted_is_told_and_loses_nothing() throws IOException {
        List<JsonNode> known = watched.accounts();
        try (ServerSocket plain =
                new ServerSocket(QuickPagerDuty.NO_TLS.getPort(), 10, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> speakPlainly(plain));
            assertUnreachable(QuickPagerDuty.NO_TLS, "No secure connection (TLS) to PagerDuty at ");
        }
        assertUnreachable(QuickPagerDuty.UNKNOWN_NAME, "PagerDuty at pagerduty.invalid:80 could not be found by name");
        assertUnreachable(
                URI.create("us"),
                "PagerDuty at %s refused the connection"
                        .formatted(TestPagerDuty.addressOf(Region.US).getAuthority()));
        assertThat(watched.accounts()).isEqualTo(known);
    }

    @Test
    void an_application_that_was_down_for_a_run_is_read_again_by_the_next() {
        List<JsonNode> known = watched.accounts();
        URI address = watched.pagerDuty().uri();
        watched.close();

        assertThat(outcome(watched.sync())).isEqualTo("failed");
        assertThat(watched.message())
                .startsWith("PagerDuty at " + address.getAuthority())
                .contains("2 times in a row. Check the network and DNS of this server, then sync again. Data from ");
        assertThat(watched.accounts()).isEqualTo(known);

        try (PagerDutySimulator up = TestPagerDuty.startAgain(address, watched.account())) {
            assertThat(outcome(watched.sync())).isEqualTo("complete");
            assertThat(watched.message()).isEqualTo("Data available");
        }
    }

    private void assertUnreachable(URI region, String what) {
        Answer refused = watched.configure(Map.of("region", region.toString()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(fault(refused, "accessToken")).startsWith(what);

        assertThat(outcome(watched.saveAnyway(Map.of("region", region.toString()))))
                .isEqualTo("failed");
        assertThat(watched.status()).isEqualTo("Needs attention");
        assertThat(watched.message()).startsWith(what).contains("Data from ");
    }

    /// Says something that is not TLS to everybody, until it is closed.
    private static void speakPlainly(ServerSocket plain) {
        try {
            while (true) {
                try (Socket caller = plain.accept()) {
                    caller.getOutputStream().write("This is not TLS.\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            assertThat(plain.isClosed()).isTrue();
        }
    }

    private void assertOldTokenStillWorks() {
        assertThat(watched.now().get("credentials").get("access_token").asString())
                .isEqualTo(watched.pagerDuty().token().substring(16));
        assertThat(outcome(watched.sync())).isEqualTo("complete");
        assertThat(watched.status()).isEqualTo("Connected");
    }

    private static String fault(Answer answer, String field) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(422);
        return answer.json().get("errors").path(field).asString(answer.json().toString());
    }
}
