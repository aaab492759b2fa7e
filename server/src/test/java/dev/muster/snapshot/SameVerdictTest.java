package dev.muster.snapshot;

import static dev.muster.WatchedAccount.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.WatchedAccount;
import dev.muster.WatchedIntegration;
import dev.muster.database.MusterTest;
import dev.muster.simulator.Pitfall;
import dev.muster.simulator.account.PlanFeature;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/// One account, read by the server and by the command: the same numbers and the same verdict.
@MusterTest
@Tag("far-side")
class SameVerdictTest {
    /// What the command calls otherwise than the API.
    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("requests", "requests"),
            Map.entry("pages", "pages"),
            Map.entry("total", "providerTotal"),
            Map.entry("fetched", "fetched"),
            Map.entry("kept", "kept"),
            Map.entry("rejected", "rejected"),
            Map.entry("duplicates", "duplicates"),
            Map.entry("unresolved", "unresolved"),
            Map.entry("disagreements", "disagreements"),
            Map.entry("unknown", "unknown"));

    @Autowired
    private ApplicationContext server;

    @Test
    void an_account_that_is_read_to_its_end() {
        try (WatchedAccount watched = WatchedAccount.added(server, account())) {
            JsonNode run =
                    watched.saveAnyway(Map.of("accessToken", watched.pagerDuty().token()));
            Command.Taken taken = Command.read(watched, "certificate");

            assertThat(outcome(run)).isEqualTo("complete");
            assertThat(taken.code()).isZero();
            assertThat(taken.certificate().get("complete").asBoolean()).isTrue();
            assertSameNumbers(run, taken.certificate());
        }
    }

    @Test
    void an_account_with_a_part_unread_a_feed_refused_and_one_broken() {
        SimulatedAccount account = account();
        String team = account.teams().getFirst().id();
        account.takeFromPlan(PlanFeature.TAGS);
        account.setRole(account.users().get(3).id(), "night_watch");
        try (WatchedAccount watched = WatchedAccount.added(server, account)) {
            var faults = watched.pagerDuty().faults();
            faults.on("/teams/%s/members".formatted(team)).every().answer(new Fault.Status(403));
            faults.on("/licenses").every().answer(new Fault.Status(403));
            faults.on("/services").every().answer(new Fault.Html());
            JsonNode run =
                    watched.saveAnyway(Map.of("accessToken", watched.pagerDuty().token()));
            Command.Taken taken = Command.read(watched, "certificate");

            assertThat(outcome(run)).isEqualTo("partial");
            assertThat(taken.code()).isEqualTo(4);
            assertThat(taken.certificate().get("complete").asBoolean()).isFalse();
            assertSameNumbers(run, taken.certificate());
            assertThat(states(run)).contains("complete", "partial", "incomplete", "not_available");
            JsonNode members = WatchedIntegration.feed(run, "team_members");
            assertThat(members.get("lacking").get("parts").asLong()).isEqualTo(1);
            assertThat(WatchedIntegration.feed(run, "users").get("unknown").asLong())
                    .isEqualTo(1);
        }
    }

    @Test
    void an_account_whose_witnesses_differ_and_whose_records_name_what_is_hidden() {
        try (WatchedAccount watched = WatchedAccount.added(server, account())) {
            Pitfall.LOST_MEMBERS.into(watched.pagerDuty());
            Pitfall.NAMED_LEAVER.into(watched.pagerDuty());
            Pitfall.UNLISTED_NEIGHBOURS.into(watched.pagerDuty());
            JsonNode run =
                    watched.saveAnyway(Map.of("accessToken", watched.pagerDuty().token()));
            Command.Taken taken = Command.read(watched, "certificate");

            assertThat(outcome(run)).isEqualTo("complete");
            assertThat(taken.code()).isZero();
            assertThat(sum(run, "disagreements")).isPositive();
            assertThat(sum(run, "unresolved")).isPositive();
            assertSameNumbers(run, taken.certificate());
            assertThat(told(taken.certificate())).isNotEmpty().isEqualTo(toldBy(run));
        }
    }

    private static long sum(JsonNode run, String number) {
        return run.get("feeds")
                .valueStream()
                .mapToLong(feed -> feed.get(number).asLong())
                .sum();
    }

    /// Each disagreement that the command tells, in one sentence.
    private static List<String> told(JsonNode certificate) {
        return certificate
                .get("feeds")
                .valueStream()
                .flatMap(feed -> feed.get("notes").valueStream())
                .filter(note -> note.get("kind").asString().equals("disagreement"))
                .map(note -> note.get("detail").asString())
                .toList();
    }

    /// The same of the server.
    private static List<String> toldBy(JsonNode run) {
        return run.get("disagreements")
                .valueStream()
                .flatMap(feed -> feed.get("first").valueStream())
                .map(told -> "%s. %s. Shown as: %s"
                        .formatted(
                                said(told.get("first")),
                                said(told.get("second")),
                                told.get("shown").asString()))
                .toList();
    }

    private static String said(JsonNode witness) {
        return "%s: %s"
                .formatted(witness.get("who").asString(), witness.get("says").asString());
    }

    private static void assertSameNumbers(JsonNode run, JsonNode certificate) {
        for (JsonNode told : certificate.get("feeds")) {
            JsonNode proved = WatchedIntegration.feed(run, told.get("feed").asString());
            String feed = told + " against " + proved;
            NUMBERS.forEach((here, there) -> assertThat(told.get(here).asString(""))
                    .as("%s of %s", here, feed)
                    .isEqualTo(proved.get(there).asString("")));
            assertThat(told.get("state").asString())
                    .as(feed)
                    .isEqualTo(proved.get("state").asString());
            assertThat(told.get("parts_unread").asLong())
                    .as(feed)
                    .isEqualTo(proved.get("lacking").get("parts").asLong());
            assertThat(proved.get("reason").asString())
                    .as(feed)
                    .startsWith(told.get("reason").asString(""));
            if (List.of("complete", "partial").contains(told.get("state").asString())) {
                assertThat(told.get("stored").asLong())
                        .as(feed)
                        .isEqualTo(proved.get("stored").asLong());
            }
        }
        assertThat(certificate.get("feeds")).hasSameSizeAs(run.get("feeds"));
    }

    private static List<String> states(JsonNode run) {
        return run.get("feeds").findValuesAsString("state");
    }

    private static SimulatedAccount account() {
        return SimulatedAccount.of(60, 6, 7);
    }
}
