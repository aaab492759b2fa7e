package dev.muster.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedOutcome.Incomplete;
import dev.muster.connector.FeedOutcome.Partial;
import dev.muster.connector.Key;
import dev.muster.connector.Problem.Cause;
import dev.muster.connector.RecordedFeed;
import dev.muster.connector.RecordingSink;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedTeam;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A part that cannot be read costs itself, and nothing else.
class RefusedPartTest {
    private final SimulatedAccount account = SimulatedAccount.of(120, 40, 3);
    private final SimulatedPagerDuty far = SimulatedPagerDuty.with(account);
    private final List<String> teams =
            account.teams().stream().map(SimulatedTeam::id).toList();

    @AfterEach
    void close() {
        far.close();
    }

    @Test
    void one_team_in_the_middle_that_is_refused_lacks_its_own_members_alone() throws InterruptedException {
        refuse(teams.get(17), 403);

        RecordedFeed members = members();

        assertThat(members.outcome()).isInstanceOf(Partial.class);
        assertThat(members.unread()).containsOnlyKeys(new Key("team", teams.get(17)));
        assertThat(members.problem().cause()).isEqualTo(Cause.NOT_PERMITTED);
        assertThat(members.problem().status()).isEqualTo(403);
        assertThat(members.recorded())
                .isEqualTo(teams.stream()
                        .filter(team -> !team.equals(teams.get(17)))
                        .mapToInt(team -> account.membersOf(team).size())
                        .sum());
    }

    /// 404 on the members and on the team itself, for every team: they are all still listed.
    @Test
    void teams_that_are_listed_were_not_removed_whatever_they_answer_themselves() throws InterruptedException {
        far.faults().on("/teams/{id}/members").every().answer(new Fault.Status(404));
        far.faults().on("/teams/{id}").every().answer(new Fault.Status(404));

        RecordedFeed members = members();

        assertThat(members.outcome()).isInstanceOfSatisfying(Partial.class, partial -> {
            assertThat(partial.unread()).isEqualTo(40);
            assertThat(partial.of()).isEqualTo(40);
        });
        assertThat(members.removed()).isEmpty();
        assertThat(members.requests())
                .as("each team once, and their list once more")
                .isEqualTo(41);
    }

    @Test
    void a_list_that_cannot_be_read_again_proves_nothing_removed() throws InterruptedException {
        refuse(teams.get(3), 404);
        far.faults().on("/teams").from(2).answer(new Fault.Status(503));

        RecordedFeed members = members();

        assertThat(members.unread()).containsOnlyKeys(new Key("team", teams.get(3)));
        assertThat(members.problem().cause()).isEqualTo(Cause.FAILING);
    }

    @Test
    void a_credential_that_is_refused_on_the_way_ends_the_feed() throws InterruptedException {
        far.faults().on("/teams/{id}/members").from(10).answer(new Fault.Status(401));

        RecordedFeed members = members();

        assertThat(members.outcome()).isInstanceOf(Incomplete.class);
        assertThat(members.problem().cause()).isEqualTo(Cause.CREDENTIAL_REFUSED);
        assertThat(members.requests()).isLessThan(40);
    }

    @Test
    void a_host_that_breaks_every_connection_from_some_team_on_ends_the_feed() throws InterruptedException {
        far.faults().on("/teams/{id}/members").from(10).answer(new Fault.Reset());

        RecordedFeed members = members();

        assertThat(members.outcome()).isInstanceOf(Incomplete.class);
        assertThat(members.problem().cause()).isEqualTo(Cause.UNREACHABLE);
    }

    /// A part is asked for again and again while fewer than three have failed. Sixteen may be under way before the
    /// first has failed, and one more begins as each of the first two ends. The others get one chance each.
    @Test
    void when_everything_fails_the_rest_is_asked_once_and_no_more() throws InterruptedException {
        far.faults().on("/teams/{id}/members").every().answer(new Fault.Status(503));

        RecordedFeed members = members();

        assertThat(members.unread()).hasSize(40);
        int patiently = 16 + 2;
        int retries = SimulatedPagerDuty.TWO_RETRIES.retries();
        assertThat(members.requests()).isBetween(40, 40 + retries * patiently);
    }

    @Test
    void an_odd_403_on_the_first_shift_schedule_costs_that_schedule() throws InterruptedException {
        String first = account.onCallSetup().shiftSchedules().getFirst().id();
        far.faults().on("/v3/schedules/" + first).every().answer(new Fault.Status(403));

        assertThat(read("shift_schedules").unread()).containsOnlyKeys(new Key("schedule", first));
    }

    @Test
    void an_odd_403_on_the_first_tag_costs_that_tag() throws InterruptedException {
        String first = account.reach().tags().list().getFirst().id();
        far.faults().on("/tags/%s/users".formatted(first)).every().answer(new Fault.Status(403));

        RecordedFeed tags = read("tags");

        assertThat(tags.unread()).containsOnlyKeys(new Key("tag", first));
        assertThat(tags.recorded()).isEqualTo(account.reach().tags().list().size() - 1L);
    }

    @Test
    void one_user_whose_hints_are_refused_costs_his_own() throws InterruptedException {
        String user = account.users().getFirst().id();
        far.faults().on("/users/%s/oauth_delegations".formatted(user)).every().answer(new Fault.Status(404));

        assertThat(read("oauth_delegations").unread()).containsOnlyKeys(new Key("user", user));
    }

    @Test
    void hints_that_are_refused_from_the_first_user_on_are_not_to_be_had() throws InterruptedException {
        far.faults().on("/users/{id}/oauth_delegations").every().answer(new Fault.Status(403));

        RecordedFeed hints = read("oauth_delegations");

        assertThat(hints.outcome()).isInstanceOf(FeedOutcome.NotAvailable.class);
        assertThat(hints.requests()).isLessThan(120);
    }

    /// Only the ids of teams are needed to ask for their members.
    @Test
    void teams_and_their_members_and_licences_are_read_without_all_users() throws InterruptedException {
        far.faults().on("/users?offset=100").every().answer(new Fault.Status(503));

        RecordingSink sink = far.feeds("core").collect();

        assertThat(sink.feed("users").outcome()).isInstanceOf(Incomplete.class);
        for (String feed : List.of("teams", "team_members", "licence_allocations")) {
            assertThat(sink.feed(feed).isComplete()).as(feed).isTrue();
        }
    }

    private void refuse(String team, int status) {
        far.faults().on("/teams/%s/members".formatted(team)).every().answer(new Fault.Status(status));
    }

    private RecordedFeed members() throws InterruptedException {
        return read("team_members");
    }

    private RecordedFeed read(String feed) throws InterruptedException {
        return far.feeds(feed).collect().feed(feed);
    }
}
