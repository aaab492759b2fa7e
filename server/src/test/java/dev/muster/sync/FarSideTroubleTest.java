package dev.muster.sync;

import static dev.muster.WatchedAccount.changes;
import static dev.muster.WatchedAccount.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.QuickPagerDuty;
import dev.muster.WatchedAccount;
import dev.muster.WatchedIntegration.Facts;
import dev.muster.database.MusterTest;
import dev.muster.simulator.account.AccountSizes;
import dev.muster.simulator.account.SimulatedAccount;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// Whatever PagerDuty answers, in whatever feed, in a first run or a later one: the user is told in words what
/// to do, and nothing that was known is lost.
@MusterTest
@Tag("far-side")
@TestPropertySource(properties = QuickPagerDuty.PATIENCE + "=5s")
@Execution(ExecutionMode.CONCURRENT)
class FarSideTroubleTest {
    /// Spent on a 429 that says nothing: asked again with growing, jittered pauses until ten minutes have gone.
    private static final int MOST_REQUESTS = 120;
    private static final int USERS = 105;
    private static final AtomicLong SCENARIOS = new AtomicLong();
    private static final AtomicLong WRONG_CLOSINGS = new AtomicLong();
    private static final AtomicLong LOST_ROWS = new AtomicLong();

    @Autowired
    private ApplicationContext server;

    @AfterAll
    static void figures() {
        System.out.printf(
                "Trouble at the far side: %d scenarios, wrong closings %d, lost rows %d%n",
                SCENARIOS.get(), WRONG_CLOSINGS.get(), LOST_ROWS.get());
        assertThat(WRONG_CLOSINGS).hasValue(0);
        assertThat(LOST_ROWS).hasValue(0);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void a_later_run_in_trouble_says_so_and_leaves_what_was_known(Trouble trouble) {
        try (WatchedAccount watched = WatchedAccount.synced(server, account())) {
            List<JsonNode> known = watched.accounts();
            Facts before = watched.facts();
            for (TroubledFeed feed : TroubledFeed.inTurnFor(trouble)) {
                int revision = watched.revision();
                watched.pagerDuty().requests().clear();

                feed.suffer(trouble, watched.pagerDuty().faults());
                watched.forget(); // so that every team is asked
                JsonNode run = watched.sync();
                watched.pagerDuty().faults().clear();

                if (trouble.hides(feed)) {
                    assertTold(watched, run, feed, trouble, "Data from ");
                    assertThat(changes(run)).isEqualTo("+0 -0 ~1");
                    assertThat(changes(watched.sync())).isEqualTo("+0 -0 ~1");
                    before = watched.facts();
                    continue;
                }
                assertNothingIsLost(known, before, watched, "%s, %s".formatted(feed, trouble));
                JsonNode now = assertTold(watched, run, feed, trouble, "Data from ");
                boolean published = feed.isNeededByAll() && !trouble.isHarmlessFor(feed);
                assertThat(now.get("revision").asInt()).isEqualTo(published ? revision : revision + 1);
                assertThat(changes(run)).isEqualTo("+0 -0 ~0");
            }
            assertThat(outcome(watched.sync())).isEqualTo("complete");
            assertThat(watched.message()).isEqualTo("Data available");
            assertThat(watched.facts()).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void a_first_run_in_trouble_says_so_and_publishes_only_what_it_can_prove(Trouble trouble) {
        try (WatchedAccount one = WatchedAccount.added(server, account())) {
            for (TroubledFeed feed : TroubledFeed.requiredInTurnFor(trouble)) {
                WatchedAccount watched = one.another();
                watched.pagerDuty().requests().clear();
                feed.suffer(trouble, watched.pagerDuty().faults());
                JsonNode run = watched.saveAnyway(
                        Map.of("accessToken", watched.pagerDuty().token()));
                watched.pagerDuty().faults().clear();

                SCENARIOS.incrementAndGet();
                boolean nothing = feed.isNeededByAll() && !trouble.isHarmlessFor(feed);
                assertTold(watched, run, feed, trouble, nothing ? "" : "Data from ");
                assertThat(watched.accounts()).hasSize(nothing ? 0 : USERS);

                assertThat(outcome(watched.sync())).isEqualTo("complete");
                assertThat(watched.accounts()).hasSize(USERS);
                assertThat(watched.message()).isEqualTo("Data available");
            }
        }
    }

    /// What the integration says of itself now.
    private static JsonNode assertTold(
            WatchedAccount watched, JsonNode run, TroubledFeed feed, Trouble trouble, String ending) {
        String token = watched.pagerDuty().token();
        JsonNode now = watched.now();
        String message = now.get("message").asString();
        assertThat(watched.pagerDuty().requests().count()).as("requests").isLessThan(MOST_REQUESTS);
        assertThat(run.toString()).doesNotContain(token);
        assertThat(message).doesNotContain(token, "null", "Exception", "..");
        if (trouble.isHarmlessFor(feed)) {
            assertThat(message).isEqualTo("Data available");
        } else if (trouble.leavesOut(feed)) {
            assertThat(outcome(run)).isEqualTo("complete");
            assertThat(message)
                    .startsWith("Data available, except %s: ".formatted(feed.exception()))
                    .contains("not ");
        } else if (message.contains("the members of 3 teams") || message.contains("The members of 3 teams")) {
            assertThat(outcome(run)).isEqualTo("partial");
            assertPartsTold(now, message, trouble);
        } else {
            assertThat(outcome(run)).isEqualTo(feed.isNeededByAll() ? "failed" : "partial");
            assertThat(now.get("status").asString()).isEqualTo("Needs attention");
            assertThat(message).contains(trouble.words(feed)).contains(ending).matches("[A-Z0-9].*[^.]");
        }
        return now;
    }

    private static void assertPartsTold(JsonNode now, String message, Trouble trouble) {
        if (now.get("status").asString().equals("Connected")) {
            assertThat(message).startsWith("Data available, except the members of 3 teams: PagerDuty");
        } else {
            assertThat(trouble.isLastingForParts()).as(message).isFalse();
            assertThat(now.get("status").asString()).isEqualTo("Needs attention");
            assertThat(message)
                    .startsWith("The members of 3 teams could not be read")
                    .containsPattern("Tried again at \\d\\d:\\d\\d");
        }
    }

    private static void assertNothingIsLost(List<JsonNode> known, Facts before, WatchedAccount watched, String where) {
        SCENARIOS.incrementAndGet();
        Facts facts = watched.facts();
        WRONG_CLOSINGS.addAndGet(facts.closed() - before.closed());
        List<JsonNode> now = watched.accounts();
        LOST_ROWS.addAndGet(known.stream().filter(row -> !now.contains(row)).count());
        assertThat(now).as(where).isEqualTo(known);
        assertThat(facts).as(where).isEqualTo(before);
    }

    /// A second page of users, and a few of everything else.
    private static SimulatedAccount account() {
        return SimulatedAccount.of(new AccountSizes(USERS, 4, 4, 4, 2, 8, 5, 2), 11);
    }
}
