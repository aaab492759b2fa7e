package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.connector.AccessRules;
import dev.muster.connector.Check;
import dev.muster.connector.Collected;
import dev.muster.connector.Configuration;
import dev.muster.connector.Connector;
import dev.muster.connector.Credential;
import dev.muster.connector.Deadline;
import dev.muster.connector.Description;
import dev.muster.connector.Feed;
import dev.muster.connector.FeedOutcome;
import dev.muster.connector.FeedSink;
import dev.muster.connector.FeedWriter;
import dev.muster.connector.Key;
import dev.muster.connector.Memory;
import dev.muster.connector.Row;
import dev.muster.connector.Secret;
import dev.muster.host.RunCertificate;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import dev.muster.snapshot.sheet.JsonSheet;
import dev.muster.snapshot.sheet.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptionTest {
    private static final Feed ACCOUNTS = new Feed("accounts", "Accounts", "accounts", true, Set.of());
    private static final Feed GROUPS = new Feed("groups", "Groups", "groups", true, Set.of());

    @Test
    void a_reading_that_is_stopped_prints_a_whole_document_with_what_it_has() throws Exception {
        try (var pagerduty =
                PagerDutySimulator.start(SimulatedAccount.of(60, 6, 7), PagerDutySimulator.Options.defaults())) {
            FaultGate gate = new FaultGate();
            pagerduty.faults().on("/teams").every().answer(new Fault.Stall(gate));
            var result = new CompletableFuture<Shell.Result>();
            Thread reader = Thread.ofPlatform()
                    .start(() -> result.complete(
                            Shell.read(pagerduty, "--format", "json", "--feeds", "team_members,services")));
            gate.awaitReached();

            reader.interrupt();

            assertThat(result.get().code()).isEqualTo(130);
            JsonText.Fields document = result.get().json();
            assertThat(document.objects("accounts")).hasSize(60);
            JsonText.Fields certificate = document.object("certificate");
            assertThat(certificate.all())
                    .containsEntry("complete", false)
                    .containsEntry("credential", "Access token")
                    .containsEntry("fingerprint", Secret.of(pagerduty.token()).fingerprint())
                    .containsEntry("account", null);
            assertThat(certificate.objects("feeds"))
                    .extracting(feed -> feed.get("feed") + " " + feed.get("state"))
                    .contains(
                            "users complete",
                            "teams incomplete",
                            "team_members incomplete",
                            "services incomplete",
                            "tags switched_off",
                            "on_calls switched_off");
            assertThat(result.get().err())
                    .contains(
                            "Teams, Account and tier, Team members, Services: The reading was stopped before its end. Run it again.");
        }
    }

    @Test
    void a_fault_of_the_connector_ends_in_a_whole_document_that_names_its_place_and_not_its_message() {
        var out = new ByteArrayOutputStream();
        var order = new Order(
                new Faulty(),
                new Configuration(Map.of(), Map.of()),
                Set.of(ACCOUNTS, GROUPS),
                SomeManual.MANUAL,
                SomeManual.TOKEN,
                new Credential("Access token", 0, null, "9f3c 51e0 a7d2"));
        var sheet = new JsonSheet(new Output(out, () -> {}), "accounts");

        RunCertificate certificate =
                new Snapshot(order, What.ACCOUNTS, InstantSource.fixed(Instant.EPOCH)).print(sheet, counts -> {});

        JsonText.Fields document = JsonText.parse(out.toString(StandardCharsets.UTF_8));
        assertThat(document.objects("accounts")).hasSize(1);
        Verdict verdict = Verdict.of(certificate, SomeManual.MANUAL, SomeManual.TOKEN);
        assertThat(verdict.exitCode()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(verdict.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("Groups: A fault in Muster, which should be reported, ended the reading"
                                + " (ArithmeticException in InterruptionTest.java, line ")
                        .endsWith("). Run it again."))
                .noneMatch(line -> line.contains("zero"));
    }

    /// Reads one account, then breaks.
    private static final class Faulty implements Connector {
        @Override
        public Description describe() {
            return new Description(
                    "faulty",
                    "Faulty",
                    "To break",
                    "One account",
                    "1",
                    List.of(),
                    List.of(ACCOUNTS, GROUPS),
                    List.of(),
                    List.of(),
                    List.of());
        }

        @Override
        public Optional<AccessRules> rules() {
            return Optional.empty();
        }

        @Override
        public Check check(Configuration configuration, Deadline deadline) {
            throw new UnsupportedOperationException("It is only read");
        }

        @Override
        public Collected collect(Configuration configuration, Memory memory, FeedSink sink)
                throws InterruptedException {
            FeedWriter writer = sink.open(ACCOUNTS);
            writer.record(
                    "A1",
                    List.of(new Row.Account(
                            new Key("user", "A1"),
                            "Ana Lima",
                            null,
                            Row.AccountKind.HUMAN,
                            Row.AccountState.ACTIVE,
                            Map.of())));
            writer.close(new FeedOutcome.Complete());
            throw new IllegalStateException("Something secret", new ArithmeticException("by zero"));
        }
    }
}
