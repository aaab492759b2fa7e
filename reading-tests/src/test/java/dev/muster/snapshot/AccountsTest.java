package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.objects.SimulatedTeam;
import dev.muster.simulator.objects.SimulatedUser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final Map<String, String> TITLES = Map.of(
            "owner", "Account Owner",
            "admin", "Global Admin",
            "user", "Manager/User",
            "limited_user", "Responder",
            "observer", "Observer",
            "restricted_access", "Restricted Access",
            "read_only_user", "Full Stakeholder",
            "read_only_limited_user", "Limited Stakeholder",
            "night_watch", "Unknown (night_watch)");

    @Test
    void every_base_role_has_the_title_of_the_dashboard_and_an_unknown_one_is_shown_as_such() {
        SimulatedAccount account = SimulatedAccount.empty();
        TITLES.keySet()
                .forEach(role -> account.addUser(SimulatedUser.named(id(role), role, role + "@example.com")
                        .withRole(role)));
        try (var pagerduty = start(account)) {
            var rows = Shell.read(pagerduty, "--feeds", "users").csv();

            assertThat(StrictCsv.column(rows, "role")).containsExactlyInAnyOrderElementsOf(TITLES.keySet());
            for (List<String> row : rows.subList(1, rows.size())) {
                assertThat(row.get(5)).isEqualTo(TITLES.get(row.get(4)));
            }
        }
    }

    @Test
    void an_unknown_role_is_counted_in_the_certificate() {
        SimulatedAccount account = SimulatedAccount.of(12, 1, 3);
        account.setRole(account.users().get(3).id(), "night_watch");
        try (var pagerduty = start(account)) {
            var rows = Shell.read(pagerduty, "--what", "certificate").csv();

            int users = StrictCsv.column(rows, "feed").indexOf("users");
            assertThat(StrictCsv.column(rows, "unknown").get(users)).isEqualTo("1");
        }
    }

    @Test
    void whoever_is_named_by_a_team_and_by_no_listing_is_absent() {
        SimulatedAccount account = SimulatedAccount.of(60, 6, 7);
        String ghost =
                account.membersOf(account.teams().getFirst().id()).getFirst().userId();
        account.forgetUser(ghost);
        try (var pagerduty = start(account)) {
            assertThat(states(Shell.read(pagerduty, "--feeds", "team_members").csv()))
                    .containsEntry(ghost, "absent")
                    .containsValues("active", "invited")
                    .doesNotContainValue("unknown");
        }
    }

    @Test
    void people_are_unknown_not_absent_when_the_users_were_not_read_to_their_end() {
        SimulatedAccount account = SimulatedAccount.of(400, 8, 7);
        try (var pagerduty = start(account)) {
            pagerduty.faults().on("/users?offset=200").nth(1).answer(new Fault.Html());

            var result = Shell.read(pagerduty, "--feeds", "on_calls,team_members");

            assertThat(result.code()).isEqualTo(4);
            assertThat(states(result.csv()))
                    .hasSizeBetween(201, 399)
                    .containsValue("unknown")
                    .doesNotContainValue("absent");
            assertThat(result.err()).contains("Users: ");
        }
    }

    @Test
    void nobody_counts_as_unresolved_by_a_listing_that_broke_off() {
        try (var pagerduty = start(SimulatedAccount.of(400, 8, 7))) {
            pagerduty.faults().on("/users?offset=200").nth(1).answer(new Fault.Html());

            var rows = Shell.read(pagerduty, "--feeds", "on_calls", "--what", "certificate")
                    .csv();

            int onCalls = StrictCsv.column(rows, "feed").indexOf("on_calls");
            assertThat(StrictCsv.column(rows, "state").get(onCalls)).isEqualTo("complete");
            assertThat(StrictCsv.column(rows, "unresolved").get(onCalls)).isEqualTo("0");
        }
    }

    @Test
    void teams_of_an_account_can_be_told_apart_whatever_their_names() {
        SimulatedAccount account = SimulatedAccount.empty();
        account.addUser(SimulatedUser.named("PUSER01", "Ana Lima", "ana@example.com"));
        team(account, "PTEAM01", "Payments");
        team(account, "PTEAM02", "Search; the \"new\" one");
        try (var pagerduty = start(account)) {
            var result = Shell.read(pagerduty, "--feeds", "team_members");

            assertThat(StrictCsv.column(result.csv(), "teams"))
                    .containsExactly("Payments (Manager); \"Search; the \"\"new\"\" one (Manager)\"");
        }
    }

    private static void team(SimulatedAccount account, String id, String name) {
        account.addTeam(SimulatedTeam.named(id, name));
        account.addMember(id, "PUSER01", "manager");
    }

    private static Map<String, String> states(List<List<String>> rows) {
        return rows.stream().skip(1).collect(Collectors.toMap(List::getFirst, row -> row.get(3)));
    }

    private static String id(String role) {
        return "P"
                + Integer.toString(Math.abs(role.hashCode()) % 1_000_000 + 1_000_000, 36)
                        .toUpperCase(Locale.ROOT);
    }

    private static PagerDutySimulator start(SimulatedAccount account) {
        return PagerDutySimulator.start(
                account,
                PagerDutySimulator.Options.defaults().withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT));
    }
}
