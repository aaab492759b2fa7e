package dev.muster.sync;

import static dev.muster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import dev.muster.TestPagerDuty;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.simulator.objects.SimulatedUser;
import dev.muster.sync.Facts.Published;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/// Two servers share one database: one reads at a time, and what the one leaves undone the other does, once.
@Tag("packaged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoServersTest {
    /// Four missed heartbeats, up to two more until somebody looks, the reading itself, and a busy machine.
    private static final Duration TAKEN_OVER_WITHIN =
            Servers.HEARTBEAT.multipliedBy(6).plusSeconds(20);

    private final Map<String, ServerProcess> both = new HashMap<>();
    private Servers servers;
    private PagerDutySimulator pagerDuty;
    private SimulatedAccount account;
    private SyncedIntegration integration;

    @BeforeAll
    void two_servers() throws IOException {
        servers = Servers.onFreshDatabase();
        both.put("one", servers.start("one"));
        both.put("two", servers.start("two"));
    }

    @BeforeEach
    void a_first_revision() {
        account = SimulatedAccount.of(300, 5, 23);
        pagerDuty = TestPagerDuty.start(account);
        integration = servers.integration(server("one"), pagerDuty);
    }

    @AfterEach
    void end_pagerduty() {
        pagerDuty.close();
    }

    @AfterAll
    void stop() throws Exception {
        for (ServerProcess server : both.values()) {
            server.close();
        }
        servers.close();
    }

    @Test
    void the_run_of_a_killed_server_is_read_again_by_the_other(TestReporter report) throws Exception {
        somebodyJoins("PNEW001");
        FaultGate gate = heldInMembers();
        integration.sync(server("one"));
        gate.awaitReached();
        assertThat(integration.post(server("two"), "/sync").status()).isEqualTo(409);
        String reader = reader();

        long killed = System.nanoTime();
        server(reader).kill();
        pagerDuty.faults().clear();
        integration.awaitRun(3, "complete");

        Duration took = Duration.ofNanos(System.nanoTime() - killed);
        report.publishEntry("taken over and read after a kill", took.toString());
        assertThat(took).isLessThan(TAKEN_OVER_WITHIN);
        assertThat(integration.facts().run(2).outcome()).isEqualTo("failed");
        nothingIsLostOrDoubled(2);
        both.put(reader, servers.start(reader));
    }

    @Test
    void a_server_that_wakes_up_after_its_run_was_taken_over_writes_nothing_of_it(TestReporter report)
            throws Exception {
        somebodyJoins("PNEW001");
        FaultGate gate = heldInMembers();
        integration.sync(server("one"));
        gate.awaitReached();
        String sleeper = reader();

        long suspended = System.nanoTime();
        server(sleeper).suspend();
        try {
            pagerDuty.faults().clear();
            integration.awaitRun(3, "complete");
            report.publishEntry(
                    "taken over and read while asleep",
                    Duration.ofNanos(System.nanoTime() - suspended).toString());
            somebodyJoins("PNEW002");
        } finally {
            server(sleeper).resume();
        }

        eventually(
                () -> servers.log(sleeper),
                log -> log.contains("Run 2 of integration") && log.contains("was taken over"));
        Published asTakenOver = integration.facts().published();
        assertThat(asTakenOver.revisions()).containsExactly(1, 2);
        assertThat(asTakenOver.accounts()).contains("PNEW001").doesNotContain("PNEW002");
        integration.sync(server(sleeper));
        integration.awaitRun(4, "complete");
        nothingIsLostOrDoubled(3);
    }

    @Test
    void a_server_that_falls_asleep_while_it_publishes_does_not_keep_the_others_out(TestReporter report)
            throws Exception {
        somebodyJoins("PNEW001");
        String sleeper;
        long suspended;
        try (var publication = new HeldPublication(servers.database(), integration)) {
            integration.sync(server("one"));
            publication.awaitReached();
            sleeper = reader();
            suspended = System.nanoTime();
            server(sleeper).suspend();
        }

        try {
            integration.awaitRun(3, "complete");
            report.publishEntry(
                    "taken over from a publication asleep",
                    Duration.ofNanos(System.nanoTime() - suspended).toString());
        } finally {
            server(sleeper).resume();
        }

        eventually(
                () -> servers.log(sleeper),
                log -> log.contains("Run 2 of integration") && log.contains("was taken over"));
        nothingIsLostOrDoubled(2);
    }

    private void nothingIsLostOrDoubled(int revisions) {
        Facts facts = integration.facts();
        assertThat(facts.published())
                .isEqualTo(Facts.truth(
                        account, IntStream.rangeClosed(1, revisions).boxed().toList()));
        assertThat(facts.ever()).as("facts that ever held").isEqualTo(factsOf(account));
        assertThat(facts.overlaps()).isZero();
        assertThat(facts.staged()).isZero();
    }

    /// Nobody left and nothing changed, so every fact there ever was still holds.
    private static long factsOf(SimulatedAccount account) {
        Published now = Facts.truth(account, List.of());
        return now.accounts().size() + now.grants().size();
    }

    private void somebodyJoins(String id) {
        account.addUser(SimulatedUser.named(id, "Nia Berg", id + "@acme.example"));
    }

    /// On a day on which every team is asked.
    private FaultGate heldInMembers() {
        integration.facts().forgetMemory();
        var gate = new FaultGate();
        pagerDuty.faults().on("/teams/{id}/members").nth(3).answer(new Fault.Stall(gate));
        return gate;
    }

    private ServerProcess server(String name) {
        return Objects.requireNonNull(both.get(name));
    }

    /// Which of the two reads now, told by the name its scheduler goes by.
    private String reader() {
        String scheduler = eventually(integration.facts()::reader, name -> !name.isEmpty());
        List<String> readers = Stream.of("one", "two")
                .filter(name -> servers.log(name).contains("name=" + scheduler))
                .toList();
        assertThat(readers).as("servers whose scheduler is called " + scheduler).hasSize(1);
        return readers.getFirst();
    }
}
