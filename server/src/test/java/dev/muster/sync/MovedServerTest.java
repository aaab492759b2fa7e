package dev.muster.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import dev.muster.TestPagerDuty;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.Chain;
import dev.muster.backup.MasterKeyFile;
import dev.muster.command.Commands;
import dev.muster.database.OperatorDatabase;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.database.TestPostgres;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.simulator.objects.SimulatedUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A server's data, backed up in the middle of a sync by a command beside it, comes back on another data folder: the
/// same to the last row, and a server goes on with it.
@Tag("packaged")
class MovedServerTest {
    private static final String TABLES = """
            select c.relname
              from pg_class c
             where c.relnamespace = 'public'::regnamespace
               and c.relkind = 'r'
               and c.relpersistence = 'p'
               and c.relname not in ('flyway_schema_history', 'application_role', 'scheduled_tasks', 'web_session', 'known_browser',
                                     'first_start_link', 'sign_in_attempt', 'restoration')
             order by c.relname
            """;
    private static final String DIGEST = """
            select count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) order by t::text collate "C")), '')
              from %s t
            """;
    private static final String AS_OF = """
            select string_agg(fact, chr(10) order by fact collate "C")
              from (select concat_ws(' ', 'account', external_id, from_revision, name, email, state, attributes, digest) as fact
                      from account
                     where integration_id = :id
                       and from_revision <= :revision and (to_revision is null or to_revision > :revision)
                    union all
                    select concat_ws(' ', 'resource', type, external_id, from_revision, name, attributes, digest)
                      from resource
                     where integration_id = :id
                       and from_revision <= :revision and (to_revision is null or to_revision > :revision)
                    union all
                    select concat_ws(' ', 'grant', account_id, resource_type, resource_id, value, through, from_revision)
                      from access_grant
                     where integration_id = :id
                       and from_revision <= :revision and (to_revision is null or to_revision > :revision)
                    union all
                    select concat_ws(' ', 'link', from_type, from_id, relation, to_type, to_id, from_revision)
                      from link
                     where integration_id = :id
                       and from_revision <= :revision and (to_revision is null or to_revision > :revision)) facts
            """;

    private static final int MOST_ATTEMPTS = 10;

    private Path folder = Path.of("");
    private Path passphrase = Path.of("");

    @Test
    void a_backup_under_a_running_sync_comes_back_the_same_on_another_folder_and_goes_on() throws Exception {
        folder = Files.createDirectories(TestPostgres.newFolder());
        passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery staple\n");
        Path data = folder.resolve("data");
        Path moved = folder.resolve("moved");
        SimulatedAccount account = SimulatedAccount.of(120, 5, 31);
        try (var server = new EmbeddedServer(folder, data);
                PagerDutySimulator pagerDuty = TestPagerDuty.start(account)) {
            SyncedIntegration integration = server.integration(pagerDuty);
            account.addUser(SimulatedUser.named("PNEW001", "Nia Berg", "nia@acme.example"));
            integration.sync(server.process());
            integration.awaitRun(2, "complete");
            FaultGate gate = heldInMembers(integration, pagerDuty);
            integration.sync(server.process());
            gate.awaitReached();

            // What the run has counted is written once a second; compared is a backup during which nothing
            // was.
            Path file;
            Seen there;
            String closing;
            int attempt = 0;
            do {
                attempt++;
                file = folder.resolve("muster-%d.backup".formatted(attempt));
                there = Seen.in(data, integration);
                closing = backUp(data, file);
            } while (!Seen.in(data, integration).equals(there) && attempt < MOST_ATTEMPTS);
            assertThat(closing).contains("Backed up: ").contains("SHA-256 ");
            assertThat(content(file)).startsWith("MUSTER BACKUP 1\nargon2id").doesNotContain("PNEW001");

            assertThat(command("restore", file.toString(), "--data", moved.toString()))
                    .isZero();

            Seen here = Seen.in(moved, integration);
            assertThat(here).isEqualTo(there);
            assertThat(here.tables()).hasSizeGreaterThan(20);
            assertThat(here.revisions()).hasSize(2);
            assertThat(here.chain()).isInstanceOf(Chain.Unbroken.class);
            pagerDuty.faults().clear();
            goesOn(moved, integration, there);
            integration.awaitRun(3, "complete");
            assertThat(Seen.in(data, integration).revisions())
                    .containsAllEntriesOf(there.revisions())
                    .hasSize(3);
        }
    }

    /// The credential opens with the key that came along, and the run that was reading is read again. Suspended,
    /// nobody is let in; resumed, they are.
    private void goesOn(Path moved, SyncedIntegration integration, Seen before) throws Exception {
        try (ServerProcess server = ServerProcess.start(
                        folder, Servers.haste(), "--port", "0", "--data", moved.toString())
                .untilReady()) {
            ServerProcess.await(
                    () -> integration.get(server, "").path("revision").asInt(0) == 3);
            Seen after = Seen.in(moved, integration);
            assertThat(after.revisions()).containsAllEntriesOf(before.revisions());
            assertThat(command("tenant", "suspend", after.tenant(), "--data", moved.toString()))
                    .isZero();

            assertThat(integration.post(server, "/sync").status()).isEqualTo(403);
            assertThat(integration.get(server, "").path("detail").asString(""))
                    .contains("is suspended: nobody is let in");
            assertThat(command("tenant", "resume", after.tenant(), "--data", moved.toString()))
                    .isZero();
            assertThat(integration.get(server, "").path("message").asString("")).isNotEmpty();
        }
    }

    private FaultGate heldInMembers(SyncedIntegration integration, PagerDutySimulator pagerDuty) {
        integration.facts().forgetMemory();
        var gate = new FaultGate();
        pagerDuty.faults().on("/teams/{id}/members").nth(3).answer(new Fault.Stall(gate));
        return gate;
    }

    /// In a process of its own, as beside a running server in earnest; what it printed. Not recorded, so that it
    /// changes nothing of what it is compared with.
    private String backUp(Path data, Path file) throws IOException, InterruptedException {
        try (ServerProcess command = ServerProcess.start(
                folder,
                Map.of(),
                "backup",
                file.toString(),
                "--data",
                data.toString(),
                "--with-secrets",
                "--not-recorded",
                "--passphrase-file",
                passphrase.toString())) {
            assertThat(command.exitCode()).as(command.errors()).isZero();
            return command.output();
        }
    }

    /// In this process, which starts sooner; its exit code.
    private int command(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        if (args[0].equals("restore")) {
            all.addAll(List.of("--passphrase-file", passphrase.toString()));
        }
        return Commands.run(MovedServerTest.class, all.toArray(String[]::new));
    }

    private static String content(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    /// Everything that a backup keeps, read past the server.
    ///
    /// @param tenant    short name of the only one
    /// @param tables    number and digest of the rows of each
    /// @param revisions what held at each
    private record Seen(String tenant, Map<String, String> tables, Map<Integer, String> revisions, Chain chain) {

        static Seen in(Path data, SyncedIntegration integration) throws SQLException {
            try (OperatorDatabase database = OperatorDatabase.open(data, Map.of());
                    Connection connection = database.connect()) {
                var source = new SingleConnectionDataSource(connection, true);
                JdbcClient db = JdbcClient.create(source);
                var transactions = new TenantTransactions(db, new DataSourceTransactionManager(source));
                Chain chain = AuditTrail.withoutServer(
                                db,
                                transactions,
                                MasterKeyFile.of(data, Map.of())::signing,
                                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                        .verify(new TenantId(integration.tenant()));
                String tenant =
                        db.sql("select slug from tenant").query(String.class).single();
                return new Seen(tenant, digests(db), facts(db, integration), chain);
            }
        }

        private static Map<String, String> digests(JdbcClient db) {
            var digests = new TreeMap<String, String>();
            for (String table : db.sql(TABLES).query(String.class).list()) {
                digests.put(
                        table,
                        db.sql(DIGEST.formatted(table)).query(String.class).single());
            }
            return digests;
        }

        private static Map<Integer, String> facts(JdbcClient db, SyncedIntegration integration) {
            var facts = new TreeMap<Integer, String>();
            for (Integer revision : db.sql("select number from revision where integration_id = :id")
                    .param("id", integration.id())
                    .query(Integer.class)
                    .list()) {
                facts.put(
                        revision,
                        db.sql(AS_OF)
                                .param("id", integration.id())
                                .param("revision", revision)
                                .query(String.class)
                                .single());
            }
            return facts;
        }
    }
}
