package dev.muster.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import dev.muster.TestPagerDuty;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.simulator.objects.SimulatedUser;
import dev.muster.sync.Facts.Published;
import dev.muster.sync.Facts.StoredRun;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The only server is killed at every stage of a run: the next start reads again, nothing is lost or doubled, and what
/// was published before can be read all the while. It reaches its database through PgBouncer, which pools transactions.
@Tag("packaged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledServerTest {
    /// More than a batch, so that users are half staged when their reading is cut off.
    private static final int USERS = 1_300;

    private final PagerDutySimulator pagerDuty = TestPagerDuty.start(SimulatedAccount.of(USERS, 5, 11));
    private final SimulatedAccount account = pagerDuty.account();
    private Servers servers;
    private ServerProcess server;
    private SyncedIntegration integration;

    @BeforeAll
    void a_first_revision() throws IOException {
        servers = Servers.behindPgBouncer();
        server = servers.start("server");
        assertThat(servers.log("server")).contains("is reached through a pool of transactions");
        integration = servers.integration(server, pagerDuty);
        assertThat(integration.facts().published()).isEqualTo(Facts.truth(account, List.of(1)));
    }

    @AfterAll
    void stop() throws Exception {
        pagerDuty.close();
        server.close();
        servers.close();
    }

    @ParameterizedTest
    @CsvSource({
        "before the first answer, /abilities,         1",
        "in the users,            /users,             13",
        "in the teams,            /teams,             1",
        "in the members,          /teams/{id}/members, 3"
    })
    void a_run_cut_off_while_it_reads_is_read_again(String stage, String path, int request) throws Exception {
        Published before = integration.facts().published();
        int run = integration.facts().newestRun() + 1;
        somethingChanges();
        integration.facts().forgetMemory(); // so that every team is asked
        var gate = new FaultGate();
        pagerDuty.faults().on(path).nth(request).answer(new Fault.Stall(gate));
        integration.sync(server);
        gate.awaitReached();

        server.kill();

        server.exitCode();
        pagerDuty.faults().clear();
        theNextStartReadsAgain(before, run);
    }

    @Test
    void a_publication_cut_off_before_its_last_statement_is_as_if_it_had_not_begun() throws Exception {
        Published before = integration.facts().published();
        int run = integration.facts().newestRun() + 1;
        somethingChanges();
        try (var publication = new HeldPublication(servers.database(), integration)) {
            integration.sync(server);
            publication.awaitReached();

            server.kill();

            server.exitCode();
        }
        theNextStartReadsAgain(before, run);
    }

    private void theNextStartReadsAgain(Published before, int cutOff) throws IOException {
        assertThat(integration.facts().published()).isEqualTo(before);
        assertThat(integration.seen("").get("message").asString()).isEqualTo("Data available");
        assertThat(integration.seen("/accounts").get("items").size()).isPositive();
        long everBefore = integration.facts().ever();

        server = servers.start("server");
        StoredRun again = integration.awaitRun(cutOff + 1, "complete");

        assertThat(integration.facts().run(cutOff).outcome()).isEqualTo("failed");
        assertThat(integration.facts().run(cutOff).reason())
                .isEqualTo("The server that read it, or its PostgreSQL, stopped before the end. Run %d read again"
                        .formatted(cutOff + 1));
        List<Integer> revisions =
                IntStream.rangeClosed(1, before.revisions().size() + 1).boxed().toList();
        assertThat(again.revision()).isEqualTo(revisions.size());
        assertThat(integration.facts().published()).isEqualTo(Facts.truth(account, revisions));
        assertThat(integration.facts().ever() - everBefore)
                .as("facts of the joiner, his role, and the new role of another")
                .isEqualTo(3);
        assertThat(integration.facts().overlaps()).isZero();
        assertThat(integration.facts().staged()).isZero();
    }

    /// One joins, one leaves, one gets another role.
    private void somethingChanges() {
        int number = account.users().size() + integration.facts().newestRun();
        account.addUser(SimulatedUser.named("PNEW%03d".formatted(number % 1000), "Nia Berg", "nia@acme.example"));
        SimulatedUser leaver = account.users().get(number % 1000);
        account.removeUser(leaver.id());
        SimulatedUser changer = account.users().get(number % 1000);
        account.setRole(changer.id(), changer.role().equals("observer") ? "user" : "observer");
    }
}
