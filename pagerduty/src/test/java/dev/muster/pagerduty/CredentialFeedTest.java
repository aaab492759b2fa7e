package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.Check;
import dev.muster.connector.Credential;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.ErrorShape;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFeedTest {
    private static final List<String> CORE = List.of("abilities.read", "users.read", "teams.read");

    @Test
    void the_account_tells_its_tier_and_what_its_plan_includes() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.of(60, 2, 1);
        account.setAbilities(List.of("teams", "permissions_service", "sso", "teams"));

        assertThat(account(account))
                .containsEntry("tier", "advanced")
                .containsEntry("abilities", "permissions_service,sso,teams");
    }

    @ParameterizedTest
    @CsvSource({
        "sso, user, basic",
        "team_responders, user, advanced",
        "permissions_service, user, advanced",
        "sso, observer, advanced",
        "sso, restricted_access, advanced",
        "sso, read_only_limited_user, basic",
        "sso, read_only_user, basic"
    })
    void abilities_or_a_role_show_the_tier(String ability, String role, String tier) throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.empty();
        account.addUser(
                SimulatedUser.named("PUSER01", "Ana", "ana@acme.example").withRole(role));
        account.setAbilities(List.of(ability));

        assertThat(account(account)).containsEntry("tier", tier);
    }

    @Test
    void a_whole_account_of_the_basic_tier_is_recognised() throws InterruptedException {
        assertThat(account(SimulatedAccount.ofBasicTier(120, 3, 1))).containsEntry("tier", "basic");
        assertThat(account(SimulatedAccount.of(120, 3, 1))).containsEntry("tier", "advanced");
    }

    @Test
    void abilities_that_cannot_be_read_leave_the_tier_unknown() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.ofBasicTier(12, 2, 1))) {
            far.faults().on("/abilities").every().answer(new Fault.Status(403));

            assertThat(attributes(far.collect()))
                    .containsEntry("tier", "unknown")
                    .doesNotContainKey("abilities");
        }
    }

    @Test
    void a_role_of_advanced_permissions_proves_them_wherever_in_the_list_it_stands() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.ofBasicTier(250, 3, 1);
        account.setRole(account.users().getLast().id(), "observer");

        assertThat(account(account))
                .containsEntry("tier", "advanced")
                .containsEntry(
                        "tier_proof",
                        "User %s is Observer"
                                .formatted(account.users().getLast().id()));
    }

    @Test
    void a_private_team_proves_advanced_permissions() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.ofBasicTier(12, 2, 1);
        account.addTeam(SimulatedTeam.named("PSECRET", "Secret").asPrivate());

        assertThat(account(account))
                .containsEntry("tier", "advanced")
                .containsEntry("tier_proof", "Team PSECRET is private");
    }

    @Test
    void users_that_were_not_all_read_may_hold_a_proof() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.ofBasicTier(250, 3, 1))) {
            far.faults().on("/users?offset=100").every().answer(new Fault.Status(503));

            assertThat(attributes(far.collect())).containsEntry("tier", "unknown");
        }
    }

    /// They label, and nothing waits for them.
    @ParameterizedTest
    @CsvSource({"/abilities, 404", "/abilities, 402", "/abilities, 503", "/users/me, 503", "/users/me, 500"})
    void what_only_labels_never_ends_a_reading(String path, int status) throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(60, 8, 1))) {
            far.faults().on(path).every().answer(new Fault.Status(status));

            RecordingSink sink = far.feeds("core").collect();

            assertThat(sink.feeds()).filteredOn(feed -> feed.feed().required()).allMatch(RecordedFeed::isComplete);
            assertThat(sink.feed("users").recorded()).isEqualTo(60);
            assertThat(sink.feed("credential").remarks()).hasSize(1);
            assertThat(far.check()).isInstanceOf(Check.Works.class);
        }
    }

    @Test
    void a_token_is_of_the_kind_it_was_when_pagerduty_does_not_tell_today() throws InterruptedException {
        try (DailyHost host = new DailyHost(SimulatedAccount.of(12, 2, 1), "core")) {
            Credential before = Objects.requireNonNull(host.collect().credential());
            host.simulator().faults().on("/users/me").every().answer(new Fault.Status(503));

            Credential after = Objects.requireNonNull(host.collect().credential());

            assertThat(before.reach()).isEqualTo(100);
            assertThat(after.reach()).isEqualTo(100);
            assertThat(after.kind()).isEqualTo(before.kind());
        }
    }

    /// As a proxy, a sign-on page or a load balancer answers, with whatever status.
    @ParameterizedTest
    @ValueSource(ints = {0, 302, 400, 403, 404, 500, 503})
    void what_is_not_pagerduty_is_told_with_a_handful_of_requests(int status) throws InterruptedException {
        Fault page = switch (status) {
            case 0 -> new Fault.Html();
            case 302 -> new Fault.Redirect(URI.create("https://sign-on.example/"));
            default -> new Fault.Status(status, ErrorShape.HTML);
        };
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(60, 8, 1))) {
            List.of("/abilities", "/users/me", "/users", "/teams")
                    .forEach(path -> far.faults().on(path).every().answer(page));

            RecordingSink sink = far.collect();

            assertThat(sink.feed("credential").problem().cause()).isEqualTo(Cause.FOREIGN_ANSWER);
            assertThat(sink.feed("credential").problem().what())
                    .contains("this is not PagerDuty's API, or the credential was refused");
            assertThat(sink.requests()).isLessThanOrEqualTo(5);
            assertThat(sink.feeds()).noneMatch(RecordedFeed::isComplete);
        }
    }

    /// An API of something else answers in JSON too.
    @Test
    void another_api_that_has_no_users_is_not_asked_further() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(60, 8, 1))) {
            List.of("/abilities", "/users/me", "/users")
                    .forEach(path -> far.faults().on(path).every().answer(new Fault.Status(404)));

            RecordingSink sink = far.collect();

            assertThat(sink.feed("users").problem().cause()).isEqualTo(Cause.FOREIGN_ANSWER);
            assertThat(sink.requests()).isLessThanOrEqualTo(3);
            assertThat(sink.feeds()).filteredOn(RecordedFeed::isComplete).hasSize(1);
        }
    }

    @Test
    void the_role_of_a_key_s_own_user_shows_the_tier_too() throws InterruptedException {
        SimulatedAccount account = SimulatedAccount.ofBasicTier(12, 2, 1);
        account.addUser(
                SimulatedUser.named("PJACK01", "Jack", "jack@acme.example").withRole("observer"));
        try (var far = SimulatedPagerDuty.with(account)) {
            var own = far.token(far.simulator.userToken("PJACK01"));

            assertThat(attributes(own.collect())).containsEntry("tier", "advanced");
            assertThat(far.simulator.requests().list())
                    .filteredOn(request -> request.path().equals("/users"))
                    .hasSize(1);
        }
    }

    @Test
    void nothing_is_asked_twice_for_the_name_of_the_account() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(250, 3, 1))) {
            RecordingSink sink = far.collect();

            assertThat(far.simulator.requests().list())
                    .filteredOn(request -> request.path().equals("/users"))
                    .extracting(request -> request.query())
                    .doesNotHaveDuplicates()
                    .hasSize(3);
            assertThat(sink.feed("users").requests()).isEqualTo(3);
            assertThat(sink.requests()).isEqualTo(far.simulator.requests().count());
        }
    }

    @Test
    void what_goes_wrong_with_the_first_users_is_told_by_the_users() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(250, 3, 1))) {
            far.faults().on("/users").every().answer(new Fault.Status(503));

            RecordingSink sink = far.collect();

            assertThat(sink.feed("credential").isComplete()).isTrue();
            assertThat(sink.feed("users").problem().cause()).isEqualTo(Cause.FAILING);
            assertThat(sink.feed("users").requests()).isEqualTo(3);
            assertThat(sink.requests()).isEqualTo(far.simulator.requests().count());
        }
    }

    @Test
    void an_app_with_all_its_scopes_sees_as_much_as_an_account_key() throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(60, 8, 1))) {
            RecordingSink asApp = far.app().collect();
            RecordingSink asKey = far.collect();
            Credential credential = credentialOf(far.app());

            for (RecordedFeed feed : asKey.feeds()) {
                assertThat(asApp.feed(feed.feed().id()).rows()).isEqualTo(feed.rows());
            }
            assertThat(credential.kind()).matches("Scoped OAuth app, (\\d+) of \\1 scopes");
            assertThat(credential.reach()).isEqualTo(100);
            assertThat(credential.account()).startsWith("acme.pagerduty.com (127.0.0.1:");
            assertThat(credential.fingerprint()).matches("[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}");
        }
    }

    @Test
    void an_app_without_a_scope_goes_without_what_it_opens() throws InterruptedException {
        var options = PagerDutySimulator.Options.defaults().withAppScopes(CORE);
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(60, 8, 1), options)) {
            RecordingSink sink = far.app().collect();
            Credential credential = credentialOf(far.app());

            assertThat(sink.feeds()).filteredOn(feed -> feed.feed().required()).allMatch(RecordedFeed::isComplete);
            assertThat(sink.feed("licences").outcome().toString()).contains("not in the scope of this credential");
            assertThat(credential.kind()).startsWith("Scoped OAuth app, 3 of ");
            assertThat(credential.reach()).isBetween(1, 99);
        }
    }

    @Test
    void an_app_that_may_not_read_users_is_told_what_to_give_it() throws InterruptedException {
        var options = PagerDutySimulator.Options.defaults().withAppScopes(List.of("abilities.read"));
        try (var far = SimulatedPagerDuty.with(SimulatedAccount.of(60, 8, 1), options)) {
            assertThat(far.app().collect().feed("users").problem().message())
                    .isEqualTo("PagerDuty does not let this OAuth app's token read users (403)."
                            + " Give the app the scope for it at PagerDuty");
        }
    }

    private static Credential credentialOf(SimulatedPagerDuty far) throws InterruptedException {
        return Objects.requireNonNull(far.collected().credential());
    }

    private static Map<String, String> account(SimulatedAccount account) throws InterruptedException {
        try (var far = SimulatedPagerDuty.with(account)) {
            return attributes(far.collect());
        }
    }

    private static Map<String, String> attributes(RecordingSink sink) {
        return sink.feed("account").rows(Row.Resource.class).getFirst().attributes();
    }
}
