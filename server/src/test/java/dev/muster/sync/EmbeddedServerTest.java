package dev.muster.sync;

import static dev.muster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.ApiClient;
import dev.muster.TestPagerDuty;
import dev.muster.database.TestPostgres;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.simulator.objects.SimulatedUser;
import dev.muster.sync.Facts.Published;
import dev.muster.sync.Facts.StoredRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/// Bad days of a server with its own PostgreSQL, in the middle of a run: stopped, its PostgreSQL killed, its disk
/// full.
@Tag("packaged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedServerTest {
    private static final int MORE_THAN_A_BATCH = 1_000;

    private SmallDisk disk;
    private EmbeddedServer server;
    private PagerDutySimulator pagerDuty;
    private SimulatedAccount account;
    private SyncedIntegration integration;
    private Published before;

    @BeforeAll
    void start() throws Exception {
        Path folder = Files.createDirectories(TestPostgres.newFolder());
        disk = new SmallDisk(TestPostgres.newFolder());
        server = new EmbeddedServer(folder, disk.folder().resolve("data"));
    }

    @BeforeEach
    void a_first_revision() {
        account = SimulatedAccount.of(300, 5, 31);
        pagerDuty = TestPagerDuty.start(account);
        integration = server.integration(pagerDuty);
        before = integration.facts().published();
        assertThat(before).isEqualTo(Facts.truth(account, List.of(1)));
    }

    @AfterEach
    void end_pagerduty() {
        pagerDuty.close();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
        disk.close();
    }

    @Test
    void a_stopped_server_ends_soon_with_its_postgresql_and_reads_again_when_started(TestReporter report)
            throws Exception {
        FaultGate gate = heldInMembers();
        integration.sync(server.process());
        gate.awaitReached();
        List<ProcessHandle> postgres = server.postgres();
        assertThat(postgres).isNotEmpty();

        long asked = System.nanoTime();
        server.process().terminate();
        server.process().exitCode();

        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        report.publishEntry("stopped in the middle of a run", took.toString());
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        assertThat(server.postgres()).isEmpty();
        pagerDuty.faults().clear();
        somebodyJoins();
        server.startAgain();
        integration.awaitRun(3, "complete");
        assertThat(integration.facts().run(2).outcome()).isEqualTo("cancelled");
        assertThat(integration.get(server.process(), "").get("message").asString())
                .isEqualTo("Data available");
        assertThat(integration.facts().run(2).reason())
                .isEqualTo("The server was stopped while it read. A server that is up reads again");
        assertThat(integration.facts().published()).isEqualTo(Facts.truth(account, List.of(1, 2)));
    }

    @Test
    void rows_that_a_crash_of_postgresql_took_out_of_staging_close_nothing() throws Exception {
        moreJoinThanABatchHolds();
        FaultGate gate = heldInMembers();
        integration.sync(server.process());
        gate.awaitReached();

        server.killPostgres();

        eventually(server::databaseAnswers, answers -> answers);
        pagerDuty.faults().clear();
        StoredRun run = integration.awaitRun(2, "failed");
        assertThat(run.reason()).contains("PostgreSQL");
        if (!run.reason().endsWith("Run 3 read again")) {
            assertTriedAgainWithinTheHour();
            integration.sync(server.process());
        }
        integration.awaitRun(3, "complete");
        assertThat(integration.facts().published()).isEqualTo(Facts.truth(account, List.of(1, 2)));
    }

    /// The run could still be ended once PostgreSQL was back. Where it could not, another has read already.
    private void assertTriedAgainWithinTheHour() {
        assertThat(integration.facts().published()).isEqualTo(before);
        eventually(() -> integration.get(server.process(), "").path("status").asString(""), "Needs attention"::equals);
        Instant next = eventually(
                () -> Instant.parse(
                        integration.get(server.process(), "").get("nextRun").asString()),
                at -> at.isBefore(Instant.now().plus(Duration.ofMinutes(61))));
        assertThat(next).isAfter(Instant.now());
    }

    @Test
    void a_run_that_finds_staging_emptied_under_it_fails_and_closes_nothing() throws Exception {
        moreJoinThanABatchHolds();
        FaultGate gate = heldInMembers();
        integration.sync(server.process());
        gate.awaitReached();

        integration.facts().emptyStaging();

        pagerDuty.faults().clear();
        StoredRun run = integration.awaitRun(2, "failed");
        assertThat(run.reason())
                .isEqualTo("Feed users of run 2 fetched 1,300 records but 302 are accounted for; nothing was published."
                        + " PostgreSQL was restarted while the run read; sync again");
        assertThat(integration.facts().published()).isEqualTo(before);
    }

    @Test
    void a_held_run_whose_rows_a_crash_took_cannot_be_released() {
        account.users().stream().limit(150).map(SimulatedUser::id).toList().forEach(account::removeUser);
        integration.sync(server.process());
        integration.awaitRun(2, "held");
        assertThat(integration.facts().staged()).isPositive();

        server.killPostgres();

        eventually(server::databaseAnswers, answers -> answers);
        assertThat(integration.facts().staged()).isZero();
        eventually(() -> told("cannot be reached"), begun -> begun == told("answers again"));
        assertThat(server.process().output()).doesNotContain("\tat ", "PSQLException: Connection to");
        ApiClient.Answer released = unbroken(() -> integration.post(server.process(), "/runs/2/release"));
        assertThat(released.status()).isEqualTo(409);
        assertThat(released.json().get("detail").asString())
                .isEqualTo(
                        "The rows of run 2 are gone, because PostgreSQL was restarted after a crash, or a backup was restored. Nothing was published. Discard the run and sync again.");
        assertThat(integration.facts().published()).isEqualTo(before);
        assertThat(integration.post(server.process(), "/runs/2/discard").status())
                .isEqualTo(200);
        assertThat(integration.facts().published()).isEqualTo(before);
    }

    /// How often the console tells this of the database.
    private long told(String words) {
        return server.process()
                .output()
                .lines()
                .filter(line -> line.contains("The database " + words))
                .count();
    }

    @Test
    void a_full_disk_fails_the_run_in_words_and_nothing_else() throws Exception {
        assumeTrue(disk.isMounted(), "A small disk can be mounted");
        long audited = integration.facts().audited();
        for (int i = 0; i < 4_000; i++) {
            account.addUser(SimulatedUser.named("PFULL%04d".formatted(i), "Nia Berg", "nia" + i + "@acme.example"));
        }
        disk.fill(256 * 1024);
        try {
            integration.sync(server.process());
            StoredRun run = integration.awaitRun(2, "failed");
            assertThat(run.reason())
                    .isEqualTo(
                            "The disk of PostgreSQL is full, so what was read could not be stored. Free some space, then sync again");
            assertThat(integration.facts().published()).isEqualTo(before);
            assertThat(integration
                            .get(server.process(), "/accounts")
                            .get("items")
                            .size())
                    .isPositive();
        } finally {
            disk.free();
        }
        assertThat(integration.facts().audited())
                .as("one entry more: the sync was asked for")
                .isEqualTo(audited + 1);
        integration.sync(server.process());
        integration.awaitRun(3, "complete");
        assertThat(integration.facts().published()).isEqualTo(Facts.truth(account, List.of(1, 2)));
    }

    /// A call may still be given a connection of the PostgreSQL that died a moment ago.
    private static ApiClient.Answer unbroken(Supplier<ApiClient.Answer> call) {
        return eventually(call, answer -> answer.status() < 500);
    }

    /// On a day on which every team is asked.
    private FaultGate heldInMembers() {
        integration.facts().forgetMemory();
        var gate = new FaultGate();
        pagerDuty.faults().on("/teams/{id}/members").nth(3).answer(new Fault.Stall(gate));
        return gate;
    }

    /// Rows are staged before the members of teams are read.
    private void moreJoinThanABatchHolds() {
        for (int i = 0; i < MORE_THAN_A_BATCH; i++) {
            account.addUser(SimulatedUser.named("PMANY%04d".formatted(i), "Nia Berg", "many" + i + "@acme.example"));
        }
    }

    private void somebodyJoins() {
        account.addUser(SimulatedUser.named("PNEW001", "Nia Berg", "nia@acme.example"));
    }
}
