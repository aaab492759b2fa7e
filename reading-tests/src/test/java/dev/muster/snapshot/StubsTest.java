package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.account.SimulatedAccount;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What records name and no listing shows, and what two witnesses tell differently.
class StubsTest {

    @Test
    void things_that_are_only_named_have_rows_with_the_names_that_references_tell() {
        try (var pagerduty = start()) {
            Pitfall.UNLISTED_NEIGHBOURS.into(pagerduty);
            Pitfall.UNLISTED_TEAM.into(pagerduty);

            var rows = Shell.read(pagerduty, "--what", "resources", "--feeds", "standard")
                    .csv();

            assertThat(rows)
                    .contains(
                            List.of("escalation_policy", "PHIDPOL", "Hidden policy", "", "stub=true"),
                            List.of("schedule", "PHIDSCH", "Hidden schedule", "", "stub=true"),
                            List.of("team", "PHIDTEAM", "Treasury", "", "stub=true"));
            assertThat(rows.subList(1, rows.size()))
                    .noneMatch(row -> row.getFirst().equals("user"));
        }
    }

    @Test
    void who_is_only_named_has_a_name_and_the_maker_of_a_connection_is_no_resource() {
        try (var pagerduty = start()) {
            Pitfall.NAMED_LEAVER.into(pagerduty);
            Pitfall.UNLISTED_NEIGHBOURS.into(pagerduty);

            var result = Shell.read(pagerduty, "--format", "json", "--feeds", "standard");

            assertThat(result.out())
                    .containsPattern("\"id\":\"PLEAVER\",\"name\":\"P\\. Example\"[^}]*\"absent\"")
                    .containsPattern("\"id\":\"PMAKER1\",\"name\":\"M\\. Maker\"[^}]*\"absent\"")
                    .contains("\"deleted\":\"2024-02-21T09:15:00Z\"");
        }
    }

    @Test
    void disagreements_are_counted_and_told_and_leave_the_reading_complete() {
        try (var pagerduty = start()) {
            Pitfall.LOST_MEMBERS.into(pagerduty);

            var result = Shell.read(pagerduty, "--what", "certificate", "--format", "json");
            var rows = Shell.read(pagerduty, "--what", "certificate").csv();

            int members = StrictCsv.column(rows, "feed").indexOf("team_members");
            int count = Integer.parseInt(StrictCsv.column(rows, "disagreements").get(members));
            assertThat(count).isPositive();
            assertThat(result.code()).isZero();
            assertThat(result.err()).contains(count + " told differently by two witnesses");
            assertThat(result.out())
                    .contains("The user: listed, role not told. The team: not listed. Shown as: member, role not told");
        }
    }

    private static PagerDutySimulator start() {
        return PagerDutySimulator.start(
                SimulatedAccount.of(60, 6, 3),
                PagerDutySimulator.Options.defaults().withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT));
    }
}
