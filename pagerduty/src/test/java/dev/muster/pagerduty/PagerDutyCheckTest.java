package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Check;
import dev.muster.connector.Check.Refused;
import dev.muster.connector.Check.Sight;
import dev.muster.connector.Check.Works;
import dev.muster.connector.Configuration;
import dev.muster.connector.Deadline;
import dev.muster.connector.Problem;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.Secret;
import dev.muster.kit.client.SettableTime;
import dev.muster.kit.client.Time;
import dev.muster.pagerduty.api.Hosts;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.Region;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerDutyCheckTest {
    private static final Deadline SOON = new Deadline(Duration.ofSeconds(20));

    @Test
    void an_account_key_sees_everything_and_takes_four_requests() {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(312, 24, 1))) {
            Works works = works(far.check());

            assertThat(works.credential().kind()).isEqualTo("Account key, sees private teams too");
            assertThat(works.credential().reach()).isEqualTo(100);
            assertThat(works.credential().account()).startsWith("acme.pagerduty.com (127.0.0.1:");
            assertThat(works.sees())
                    .containsExactly(new Sight("Users", true, "312"), new Sight("Teams", true, "24 teams"));
            assertThat(works.warnings()).isEmpty();
            assertThat(works.requests())
                    .isEqualTo(4)
                    .isEqualTo(far.simulator.requests().count());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "owner, Account Owner, 90, false",
        "admin, Global Admin, 90, false",
        "user, Manager/User, 50, true",
        "limited_user, Responder, 40, true",
        "observer, Observer, 30, true",
        "restricted_access, Restricted Access, 10, true",
        "galactic_emperor, Unknown (galactic_emperor), 0, true"
    })
    void a_user_key_reaches_as_far_as_its_user(String role, String title, int reach, boolean warned) {
        SimulatedAccount account = SimulatedAccount.of(60, 6, 1);
        account.addUser(SimulatedUser.named("PJACK01", "Jack Whitfield", "jack@acme.example")
                .withRole(role));
        try (var far = SimulatedPagerDuty.with(account)) {
            Works works = works(far.token(far.simulator.userToken("PJACK01")).check());

            assertThat(works.credential().kind()).isEqualTo("User key of Jack Whitfield, " + title);
            assertThat(works.credential().reach()).isEqualTo(reach);
            String limited =
                    "This token belongs to Jack Whitfield (%s) and sees only what that user may see".formatted(title);
            String personal =
                    "This token is the personal key of Jack Whitfield and ends with that sign-in. Better is a read-only key made with a service account kept for Muster";
            assertThat(works.warnings()).isEqualTo(warned ? List.of(limited, personal) : List.of(personal));
        }
    }

    @Test
    void a_key_of_a_service_account_is_as_it_should_be() {
        SimulatedAccount account = SimulatedAccount.of(60, 6, 1);
        account.addUser(SimulatedUser.named("PBOT001", "Muster service account", "muster@acme.example")
                .withRole("admin"));
        try (var far = SimulatedPagerDuty.with(account)) {
            Works works = works(far.token(far.simulator.userToken("PBOT001")).check());

            assertThat(works.credential().kind()).isEqualTo("User key of Muster service account, Global Admin");
            assertThat(works.warnings()).isEmpty();
        }
    }

    @Test
    void an_app_tells_what_it_sees_feed_by_feed_and_takes_four_requests() {
        var options = PagerDutySimulator.Options.defaults()
                .withAppScopes(List.of("abilities.read", "users.read", "teams.read"));
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(312, 24, 1), options)) {
            Works works = works(far.app().check());

            assertThat(works.credential().kind()).startsWith("Scoped OAuth app, 3 of ");
            assertThat(works.credential().account()).startsWith("acme.pagerduty.com (127.0.0.1:");
            assertThat(works.sees())
                    .startsWith(new Sight("Users", true, "312"), new Sight("Teams", true, "24 teams"))
                    .contains(new Sight("Licences", false, "not in the scope of this credential"));
            assertThat(works.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("This app has not been given ")
                    .contains("licenses.read")
                    .doesNotContain("users.read");
            assertThat(works.requests())
                    .isEqualTo(4)
                    .isEqualTo(far.simulator.requests().count()
                            + far.simulator.identityRequests().count());
        }
    }

    @Test
    void an_app_with_all_its_scopes_has_no_warnings() {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(12, 2, 1))) {
            Works works = works(far.app().check());

            assertThat(works.warnings()).isEmpty();
            assertThat(works.sees()).allMatch(Sight::readable).contains(new Sight("Licences", true, "readable"));
        }
    }

    @Test
    void an_app_that_may_not_list_users_is_not_asked_to() {
        var options = PagerDutySimulator.Options.defaults().withAppScopes(List.of("abilities.read"));
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(12, 2, 1), options)) {
            assertThat(works(far.app().check()).sees())
                    .startsWith(
                            new Sight("Users", false, "not in the scope of this credential"),
                            new Sight("Teams", false, "not in the scope of this credential"));
            assertThat(far.simulator.requests().count()).isEqualTo(1);
        }
    }

    @Test
    void a_wrong_client_secret_is_refused_without_asking_the_api() {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(2, 1, 1))) {
            Problem problem = refused(
                    far.app(far.simulator.clientId(), "nobodysSecret", "acme").check());

            assertThat(problem.cause()).isEqualTo(Cause.CREDENTIAL_REFUSED);
            assertThat(problem.message())
                    .isEqualTo("PagerDuty refused the client id or client secret (401)."
                            + " Copy both again from the page of the app at PagerDuty, and enter them under Configure");
            assertThat(problem.requestId()).isNotNull();
            assertThat(far.simulator.requests().count()).isZero();
        }
    }

    @Test
    void an_unknown_subdomain_is_refused_with_the_words_of_pagerduty() {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(2, 1, 1))) {
            Problem problem = refused(far.app(far.simulator.clientId(), far.simulator.clientSecret(), "globex")
                    .check());

            assertThat(problem.cause()).isEqualTo(Cause.CREDENTIAL_REFUSED);
            assertThat(problem.what())
                    .startsWith("PagerDuty gives this app no token for the account globex in the 127.0.0.1:")
                    .contains("saying: invalid_scope");
            assertThat(problem.nextStep()).startsWith("Check subdomain and region under Configure");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''         | aSecretOfMany | acme     | The client id of the OAuth app is missing
            'has it?'  | aSecretOfMany | acme     | The client id of the OAuth app contains what no client id has
            client-id1 | ' '           | acme     | The client secret of the OAuth app is missing
            client-id1 | 'a b'         | acme     | The client secret of the OAuth app contains what no client secret has
            client-id1 | aSecretOfMany | ''       | The subdomain of the PagerDuty account is missing or cannot be one
            client-id1 | aSecretOfMany | 'a b'    | The subdomain of the PagerDuty account is missing or cannot be one
            """)
    void an_app_that_cannot_be_one_is_refused_without_a_request(
            String id, String secret, String subdomain, String what) {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(2, 1, 1))) {
            Problem problem = refused(far.app(id, secret, subdomain).check());

            assertThat(problem.cause()).isEqualTo(Cause.CREDENTIAL_REFUSED);
            assertThat(problem.what()).isEqualTo(what);
            assertThat(problem.nextStep()).contains("under Configure");
            assertThat(far.simulator.identityRequests().count()).isZero();
        }
    }

    @Test
    void an_app_of_the_other_region_is_recognised() {
        SimulatedAccount account = SimulatedAccount.of(2, 1, 1);
        var options = PagerDutySimulator.Options.defaults();
        try (var us = PagerDutySimulator.start(account, options.withRegion(Region.US));
                var eu = PagerDutySimulator.start(account, options.withRegion(Region.EU))) {
            var hosts = new Hosts(us.uri(), eu.uri(), List.of(), eu.identity(), eu.identity());
            PagerDuty connector = PagerDuty.with(PagerDutyOptions.defaults().withHosts(hosts));
            Map<String, String> choices =
                    Map.of("credential", "oauth_app", "client_id", eu.clientId(), "subdomain", "acme", "region", "us");
            var secrets = Map.of("client_secret", Secret.of(eu.clientSecret()));

            Problem problem = refused(connector.check(new Configuration(choices, secrets), SOON));

            assertThat(problem.message()).isEqualTo("This app belongs to the EU region. Choose EU and test again");
        }
    }

    @Test
    void a_plan_without_teams_is_told() {
        SimulatedAccount account = SimulatedAccount.of(60, 6, 1);
        account.setAbilities(List.of("sso"));
        try (var far = SimulatedPagerDuty.with(account)) {
            assertThat(works(far.check()).sees())
                    .contains(new Sight("Teams", false, "not part of this PagerDuty plan"));
        }
    }

    @Test
    void a_token_that_may_not_list_users_is_told() {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(60, 6, 1))) {
            far.faults().on("/users").every().answer(new Fault.Status(403));

            assertThat(works(far.check()).sees())
                    .contains(new Sight("Users", false, "not in the scope of this credential"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '   '                     | The access token for PagerDuty is empty
            'abcdefghij klmnopqrst'   | The access token for PagerDuty contains a space
            ' abcdefghijklmnopqrst'   | The access token for PagerDuty contains a space
            'abcdefghijklmnopqrst\\n' | The access token for PagerDuty contains a line break
            'abcdefghij\\r\\nX-Evil:1' | The access token for PagerDuty contains a line break
            'abcdefghijklmnöpqrst'    | The access token for PagerDuty contains a character that no token has
            """)
    void a_token_that_cannot_be_one_is_refused_without_a_request(String token, String what) {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(2, 1, 1))) {
            Problem problem = refused(far.token(token.translateEscapes()).check());

            assertThat(problem.cause()).isEqualTo(Cause.CREDENTIAL_REFUSED);
            assertThat(problem.what()).isEqualTo(what);
            assertThat(problem.nextStep()).contains("under Configure");
            assertThat(far.simulator.requests().count()).isZero();
        }
    }

    @Test
    void a_wrong_token_is_refused_with_what_may_be_the_matter() {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(2, 1, 1))) {
            Problem problem = refused(far.token("nobodysKeyNobodysKey").check());

            assertThat(problem.what()).isEqualTo("PagerDuty refused the access token (401)");
            assertThat(problem.nextStep()).contains("mistyped", "deleted", "region");
            assertThat(problem.requestId()).isNotNull();
        }
    }

    @Test
    void a_token_of_the_other_region_is_recognised() {
        SimulatedAccount account = SimulatedAccount.of(2, 1, 1);
        var options = PagerDutySimulator.Options.defaults();
        try (var us = PagerDutySimulator.start(account, options.withRegion(Region.US));
                var eu = PagerDutySimulator.start(account, options.withRegion(Region.EU))) {
            var hosts = new Hosts(us.uri(), eu.uri(), List.of());
            PagerDuty connector = PagerDuty.with(PagerDutyOptions.defaults().withHosts(hosts));

            Problem problem = refused(connector.check(configuration("us", eu.token()), SOON));
            assertThat(problem.message()).isEqualTo("This token belongs to the EU region. Choose EU and test again");
            assertThat(connector.check(configuration("eu", eu.token()), SOON)).isInstanceOf(Works.class);
        }
    }

    @Test
    void a_token_is_shown_to_no_region_when_the_address_is_none() {
        SimulatedAccount account = SimulatedAccount.of(2, 1, 1);
        var options = PagerDutySimulator.Options.defaults();
        try (var us = PagerDutySimulator.start(account, options);
                var other = PagerDutySimulator.start(account, options)) {
            var hosts = new Hosts(us.uri(), us.uri(), List.of(other.uri()));
            PagerDuty connector = PagerDuty.with(PagerDutyOptions.defaults().withHosts(hosts));

            refused(connector.check(configuration(other.uri().toString(), "nobodysKeyNobodysKey"), SOON));

            assertThat(us.requests().count()).isZero();
        }
    }

    @Test
    void an_address_that_is_not_allowed_is_refused() {
        PagerDuty connector = PagerDuty.with(PagerDutyOptions.defaults());

        Problem problem = refused(connector.check(configuration("http://127.0.0.1:9", "aKeyOfTwentyLetters1"), SOON));

        assertThat(problem.message())
                .isEqualTo("The operator of this server does not allow the configured PagerDuty address."
                        + " Choose another region under Configure");
    }

    @Test
    void an_address_where_nobody_listens_refuses_the_connection() throws IOException {
        int port = unusedPort();
        Problem problem = refused(checkAt(URI.create("http://127.0.0.1:" + port)));

        assertThat(problem.cause()).isEqualTo(Cause.UNREACHABLE);
        assertThat(problem.what())
                .isEqualTo("PagerDuty at 127.0.0.1:%d refused the connection, 2 times in a row".formatted(port));
        assertThat(problem.nextStep()).isEqualTo("Check the network and DNS of this server, then sync again");
    }

    @Test
    void a_name_that_nobody_knows_is_told() {
        Problem problem = refused(checkAt(URI.create("https://pagerduty.invalid")));

        assertThat(problem.cause()).isEqualTo(Cause.UNREACHABLE);
        assertThat(problem.what()).startsWith("PagerDuty at pagerduty.invalid could not be found by name");
    }

    @Test
    void a_server_without_tls_is_told() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerInPlain(plain));

            Problem problem = refused(checkAt(URI.create("https://127.0.0.1:" + plain.getLocalPort())));

            assertThat(problem.cause()).isEqualTo(Cause.UNREACHABLE);
            assertThat(problem.what())
                    .isEqualTo("No secure connection (TLS) to PagerDuty at 127.0.0.1:%d could be made"
                            .formatted(plain.getLocalPort()));
        }
    }

    @Test
    void a_check_ends_at_its_deadline() {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(2, 1, 1))) {
            far.faults().on("/abilities").every().answer(new Fault.RateLimited(Duration.ofMinutes(5)));

            Problem problem = refused(far.check());

            assertThat(problem.cause()).isEqualTo(Cause.RATE_LIMITED);
            assertThat(problem.what())
                    .isEqualTo("PagerDuty refuses further requests (429) and asks to wait for 5 minutes");
            assertThat(far.waits()).isEmpty();
        }
    }

    private static Check checkAt(URI address) {
        var time = new SettableTime();
        var options =
                PagerDutyOptions.defaults().withAllowedHosts(List.of(address)).withTime(new Time(time, time));
        return PagerDuty.with(options).check(configuration(address.toString(), "aKeyOfTwentyLetters1"), SOON);
    }

    private static Configuration configuration(String region, String token) {
        return new Configuration(Map.of("region", region), Map.of("access_token", Secret.of(token)));
    }

    private static Works works(Check check) {
        assertThat(check).isInstanceOf(Works.class);
        return (Works) check;
    }

    private static Problem refused(Check check) {
        assertThat(check).isInstanceOf(Refused.class);
        return ((Refused) check).problem();
    }

    private static void answerInPlain(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket connection = plain.accept()) {
                connection.getInputStream().read(); // a server answers what it was asked
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                connection.getInputStream().readAllBytes();
            } catch (IOException closed) {
                // the client has seen enough, or the test is over
            }
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
