package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.snapshot.sheet.Glyphs;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The certificate in a terminal of 80 columns: what betrays trouble is not what there is no room for.
class CertificateTableTest {
    private static final int WIDTH = 80;

    @Test
    void rejected_unresolved_and_unread_stand_beside_the_feed_and_its_state() {
        try (var pagerduty = start()) {
            Pitfall.DELETED_USER.into(pagerduty);
            String team = pagerduty.account().teams().getFirst().id();
            pagerduty.faults().on("/users").every().answer(new Fault.DuplicatedRow(3));
            pagerduty.faults().on("/teams/%s/members".formatted(team)).every().answer(new Fault.Status(403));

            List<String> lines = lines(pagerduty);

            assertThat(lines.getFirst().split(" +"))
                    .startsWith("feed", "state", "rejected", "unresolved")
                    .contains("parts_unread");
            assertThat(lines).anyMatch(line -> line.matches("users +complete +1 +0 +0\\b.*"));
            assertThat(lines).anyMatch(line -> line.matches("schedules +complete +0 +[1-9]\\d* +0\\b.*"));
            assertThat(lines).anyMatch(line -> line.matches("team_members +partial +0 +\\d+ +0 +1\\b.*"));
        }
    }

    @Test
    void where_nothing_is_wrong_it_says_so_as_far_as_there_is_room() {
        try (var pagerduty = start()) {
            assertThat(lines(pagerduty).getFirst().split(" +")).startsWith("feed", "state", "rejected", "unresolved");
        }
    }

    private static List<String> lines(PagerDutySimulator pagerduty) {
        var result = new Shell()
                .set(Shell.TOKEN, pagerduty.token())
                .at(new Terminal(true, false, false, WIDTH))
                .run(Shell.at(pagerduty, "--what", "certificate"));
        List<String> lines = result.out().lines().toList();
        assertThat(lines.subList(0, lines.size() - 1))
                .allSatisfy(line -> assertThat(Glyphs.width(line)).isLessThanOrEqualTo(WIDTH));
        assertThat(lines.getLast()).startsWith("(No room for ");
        return lines;
    }

    private static PagerDutySimulator start() {
        return PagerDutySimulator.start(
                SimulatedAccount.of(60, 6, 7),
                PagerDutySimulator.Options.defaults().withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT));
    }
}
