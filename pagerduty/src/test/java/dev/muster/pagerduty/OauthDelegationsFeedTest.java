package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.Key;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.connector.Row;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedDelegation;
import dev.muster.simulator.objects.SimulatedUser;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OauthDelegationsFeedTest {
    private static final String FEED = "oauth_delegations";
    private static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-20T09:00:00Z");
    private static final Key ANA = new Key("user", "PUSER01");
    private static final Key LOGIN = new Key("oauth_client", "PagerDutyLogin");

    private final SimulatedAccount account = SimulatedAccount.empty();
    private final DailyHost host = new DailyHost(account, FEED);

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void of_several_delegations_to_one_client_the_newest_tells_when_somebody_signed_in() throws InterruptedException {
        add("PUSER01");
        give("PUSER01", login("d1", MONDAY), login("d2", FRIDAY), login("d3", MONDAY));

        assertThat(host.read().feed(FEED).rows())
                .containsExactly(
                        signedIn("web", Map.of("newest", "2026-11-20T09:00:00Z")),
                        new Row.Resource(LOGIN, "PagerDutyLogin", Map.of()));
    }

    @Test
    void each_way_of_signing_in_counts_for_itself() throws InterruptedException {
        add("PUSER01");
        give(
                "PUSER01",
                login("d1", MONDAY),
                SimulatedDelegation.issued("d2", "PagerDutyLogin", "mobile", FRIDAY),
                SimulatedDelegation.issued("d3", "PagerDutyLogin", "telepathy", FRIDAY));

        assertThat(host.read().feed(FEED).rows(Row.Grant.class))
                .extracting(Row.Grant::value)
                .containsExactly("web", "mobile", "telepathy");
    }

    @Test
    void what_was_revoked_gives_nobody_anything() throws InterruptedException {
        add("PUSER01");
        give("PUSER01", new SimulatedDelegation("d1", "revoked", "PagerDutyLogin", "web", "openid", MONDAY, FRIDAY));
        add("PUSER02");
        give("PUSER02", login("d2", MONDAY));
        account.putRawField("oauth_delegation", "d2", "status", "\"revoked\"");

        RecordedFeed feed = host.read().feed(FEED);

        assertThat(feed.rows()).isEmpty();
        assertThat(feed.rejected()).isEmpty();
        assertThat(feed.isComplete()).isTrue();
    }

    @Test
    void a_status_nobody_knows_counts_as_issued() throws InterruptedException {
        add("PUSER01");
        give("PUSER01", login("d1", MONDAY));
        account.putRawField("oauth_delegation", "d1", "status", "\"dormant\"");

        assertThat(host.read().feed(FEED).rows()).contains(signedIn("web", Map.of("newest", "2026-11-16T09:00:00Z")));
    }

    @Test
    void a_delegation_without_a_time_is_there_and_one_without_a_client_is_rejected() throws InterruptedException {
        add("PUSER01");
        give("PUSER01", login("d1", MONDAY), login("d2", MONDAY));
        account.putRawField("oauth_delegation", "d1", "created_at", "null");
        account.putRawField("oauth_delegation", "d2", "client_id", "null");

        RecordedFeed feed = host.read().feed(FEED);

        assertThat(feed.rows(Row.Grant.class)).containsExactly(signedIn("web", Map.of()));
        assertThat(feed.rejected())
                .isEqualTo(Map.of("user PUSER01, unnamed 1", "PagerDuty sent a delegation without its client"));
        assertThat(feed.isComplete()).isTrue();
    }

    @Test
    void a_user_whom_the_list_names_no_more_was_removed() throws InterruptedException {
        add("PUSER01");
        host.simulator().faults().on("/users").nth(1).answer(new Fault.AnotherRow("{\"id\":\"PUSER99\"}"));

        RecordedFeed feed = host.read().feed(FEED);

        assertThat(feed.removed()).containsExactly("PUSER99");
        assertThat(feed.isComplete()).isTrue();
    }

    @Test
    void a_user_who_is_listed_and_not_found_is_unread_and_asked_again_the_next_day() throws InterruptedException {
        add("PUSER01");
        add("PUSER02");
        host.simulator().faults().on("/users/PUSER01/oauth_delegations").every().answer(new Fault.Status(404));
        host.simulator().faults().on("/users/PUSER01").every().answer(new Fault.Status(404));

        RecordedFeed feed = host.read().feed(FEED);

        assertThat(feed.unread()).containsOnlyKeys(new Key("user", "PUSER01"));
        host.simulator().faults().clear();
        host.nextDay();
        assertThat(host.read().feed(FEED).unread()).isEmpty();
        assertThat(host.memory().entries()).containsKey("delegation/user/PUSER01");
    }

    @Test
    void everybody_is_asked_at_first_and_then_each_once_in_seven_days() throws InterruptedException {
        addMany();
        assertThat(host.read().feed(FEED).requests()).isEqualTo(account.users().size());
        Set<String> asked = new HashSet<>();
        int requests = 0;
        for (int day = 1; day <= 7; day++) {
            host.nextDay();
            host.simulator().requests().clear();

            RecordedFeed feed = host.read().feed(FEED);

            requests += feed.requests();
            asked.addAll(askedPaths());
            assertThat(feed.kept()).hasSize(account.users().size() - feed.requests());
            assertThat(feed.isComplete()).isTrue();
        }
        assertThat(requests).isEqualTo(account.users().size());
        assertThat(asked).hasSize(account.users().size());
    }

    @Test
    void what_changed_is_known_after_seven_days_at_the_latest() throws InterruptedException {
        addMany();
        host.read();
        account.users().forEach(user -> give(user.id(), login("new-" + user.id(), FRIDAY)));
        for (int day = 1; day <= 7; day++) {
            host.nextDay();
            host.read();
        }

        assertThat(host.holds(FEED)).isEqualTo(new HashSet<>(grants(host.readInFull())));
    }

    @Test
    void whoever_is_new_is_asked_at_once() throws InterruptedException {
        addMany();
        host.read();
        add("PNEW001");
        give("PNEW001", login("d1", FRIDAY));
        host.nextDay();

        assertThat(host.read().feed(FEED).rows(Row.Grant.class))
                .anyMatch(grant -> grant.account().id().equals("PNEW001"));
    }

    @Test
    void a_user_who_left_is_not_kept() throws InterruptedException {
        addMany();
        host.read();
        account.removeUser("PUSER07");
        host.nextDay();

        host.read();

        assertThat(host.holds(FEED))
                .noneMatch(row ->
                        row instanceof Row.Grant grant && grant.account().id().equals("PUSER07"));
    }

    @Test
    void a_client_stays_for_four_weeks_after_it_was_seen_last() throws InterruptedException {
        add("PUSER01");
        give("PUSER01", login("d1", MONDAY));
        host.read();
        give("PUSER01");
        for (int day = 1; day <= 30; day++) {
            host.nextDay();

            RecordedFeed feed = host.read().feed(FEED);

            assertThat(feed.rows(Row.Resource.class)).as("day %d", day).hasSize(day <= 28 ? 1 : 0);
        }
        assertThat(host.holds(FEED)).isEmpty();
    }

    @Test
    void a_day_on_which_it_breaks_off_is_remembered_as_the_day_before() throws InterruptedException {
        addMany();
        host.read();
        var before = delegationEntries();
        host.nextDay();
        host.simulator().faults().on("/users/{id}/oauth_delegations").every().answer(new Fault.Status(401));

        assertThat(host.read().feed(FEED).outcome()).isInstanceOf(FeedOutcome.Incomplete.class);
        assertThat(delegationEntries()).isEqualTo(before);
    }

    @Test
    void of_a_day_on_which_some_are_refused_only_they_are_forgotten() throws InterruptedException {
        addMany();
        host.read();
        var before = delegationEntries();
        host.nextDay();
        host.simulator().faults().on("/users/{id}/oauth_delegations").every().answer(new Fault.Status(403));

        Set<Key> unread = host.read().feed(FEED).unread().keySet();

        unread.forEach(user -> before.remove("delegation/user/" + user.id()));
        assertThat(unread).isNotEmpty();
        assertThat(delegationEntries()).isEqualTo(before);
    }

    private Map<String, String> delegationEntries() {
        var entries = new HashMap<>(host.memory().entries());
        entries.keySet().removeIf(key -> !key.startsWith("delegation/"));
        return entries;
    }

    private List<String> askedPaths() {
        return host.simulator().requests().list().stream()
                .map(request -> request.path())
                .filter(path -> path.endsWith("/oauth_delegations"))
                .toList();
    }

    private void addMany() {
        for (int i = 10; i < 60; i++) {
            add("PUSER" + i);
            give("PUSER" + i, login("d" + i, MONDAY));
        }
        add("PUSER07");
        give("PUSER07", login("d7", MONDAY));
    }

    private void add(String id) {
        account.addUser(SimulatedUser.named(id, id, id + "@acme.example"));
    }

    private void give(String user, SimulatedDelegation... delegations) {
        account.reach().delegations().set(user, List.of(delegations));
    }

    private static List<Row> grants(RecordingSink sink) {
        return sink.feed(FEED).rows();
    }

    private static SimulatedDelegation login(String id, Instant at) {
        return SimulatedDelegation.issued(id, "PagerDutyLogin", "web", at);
    }

    private static Row.Grant signedIn(String type, Map<String, String> attributes) {
        return new Row.Grant(ANA, LOGIN, type, "", attributes);
    }
}
