package dev.muster.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Accounts as large as PagerDuty allows. An account whose making or reading takes more than a time in proportion to
/// its size takes hours here; the time allowed is many times what is needed.
@Timeout(120)
class LargeAccountTest {

    private static final int USERS = 100_000;
    private static final int TEAMS = 10_000;
    private static final int MEMBERS = 100;

    @Test
    void an_account_of_a_hundred_thousand_users_in_ten_thousand_teams_is_made() {
        var account = SimulatedAccount.of(USERS, TEAMS, 7);

        assertThat(account.users()).hasSize(USERS);
        assertThat(account.teams()).hasSize(TEAMS);
        assertThat(account.teams().stream()
                        .mapToInt(team -> account.membersOf(team.id()).size())
                        .sum())
                .isBetween(400_000, 550_000);
    }

    @Test
    void a_million_memberships_are_answered_page_by_page() throws Exception {
        var account = SimulatedAccount.of(new AccountSizes(USERS, 0, 0, 0, 0, 0, 0, 0), 7);
        List<SimulatedUser> users = account.users();
        for (int team = 0; team < TEAMS; team++) {
            String id = "PT%05d".formatted(team);
            account.addTeam(SimulatedTeam.named(id, "Team " + team));
            for (int member = 0; member < MEMBERS; member++) {
                account.addMember(
                        id, users.get((team * 37 + member * 997) % USERS).id(), "responder");
            }
        }

        try (var pagerduty = PagerDutySimulator.start(
                        account,
                        PagerDutySimulator.Options.defaults()
                                .withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT));
                var api = new PlainApi(pagerduty.uri(), pagerduty.token())) {
            assertThat(api.get("/users?limit=100&offset=9900&total=true")
                            .get("total")
                            .intValue())
                    .isEqualTo(USERS);
            for (int team = 0; team < TEAMS; team += 20) {
                assertThat(api.get("/teams/PT%05d/members".formatted(team)).get("members"))
                        .hasSize(MEMBERS);
            }
        }
    }
}
