package dev.muster.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.pagerduty.ClosingServer;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import dev.muster.simulator.faults.Fault;
import dev.muster.simulator.faults.FaultGate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What only a process of its own can show: signals, pipes and a disk that is full.
@Timeout(120)
@Tag("processes")
class ProcessTest {
    private final PagerDutySimulator pagerduty = PagerDutySimulator.start(
            SimulatedAccount.of(2_000, 6, 7),
            PagerDutySimulator.Options.defaults().withRequestsPerMinute(PagerDutySimulator.Options.NO_LIMIT));

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        pagerduty.close();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void a_signal_ends_it_with_its_code_and_a_whole_document(String signal, int expected) throws Exception {
        assumeTrue(signal.equals("TERM") || !ignoresInterrupts(), "started where Ctrl-C counts");
        FaultGate gate = new FaultGate();
        pagerduty.faults().on("/teams").every().answer(new Fault.Stall(gate));
        Process snapshot = sh("exec $SNAPSHOT --format json > out.json 2> err.txt");
        gate.awaitReached();

        int told = new ProcessBuilder("kill", "-" + signal, String.valueOf(snapshot.pid()))
                .start()
                .waitFor();

        assertThat(told).isZero();
        assertThat(code(snapshot)).isEqualTo(expected);
        assertThat(JsonText.parse(read("out.json")).objects("accounts")).hasSize(2_000);
        assertThat(read("err.txt")).startsWith("Incomplete: ").contains("The reading was stopped before its end.");
    }

    @Test
    void a_reader_who_has_enough_ends_it_without_a_word() throws Exception {
        Process snapshot = sh(
                "{ LC_ALL=fr_FR.UTF-8 $SNAPSHOT --what grants 2> err.txt; echo $? > code.txt; } | head -n 1 > out.txt");

        assertThat(code(snapshot)).isZero();
        assertThat(read("out.txt")).startsWith("account_id,");
        assertThat(read("code.txt")).isEqualTo("141\n");
        assertThat(read("err.txt")).isEmpty();
    }

    @Test
    void a_disk_that_is_full_ends_it_with_1() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "this system has a full disk");
        Process snapshot = sh("exec $SNAPSHOT > /dev/full 2> err.txt");

        assertThat(code(snapshot)).isEqualTo(1);
        assertThat(read("err.txt"))
                .startsWith("What was read could not be written (")
                .hasLineCount(1);
    }

    /// Connections close under questions, and Java's client asks none of them again by itself.
    @Test
    void as_many_requests_leave_it_as_it_says() throws Exception {
        try (var server = new ClosingServer()) {
            Process snapshot = sh("exec $SNAPSHOT > out.csv 2> err.txt", server.uri());

            assertThat(code(snapshot)).isPositive();
            assertThat(server.closedUnderAQuestion()).isPositive();
            assertThat(read("err.txt")).startsWith("Incomplete: %d requests in ".formatted(server.requests()));
        }
    }

    /// Runs a line of shell in which `$SNAPSHOT` reads the account.
    private Process sh(String line) throws IOException {
        return sh(line, pagerduty.uri());
    }

    private Process sh(String line, URI api) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var builder = new ProcessBuilder("sh", "-c", line).directory(folder.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SNAPSHOT",
                        String.join(
                                " ",
                                List.of(
                                        java,
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "dev.muster.snapshot.SnapshotCommand",
                                        "--api",
                                        api.toString())),
                        "CLASSPATH",
                        classPath,
                        "PAGERDUTY_TOKEN",
                        pagerduty.token()));
        return builder.start();
    }

    /// What a shell starts in the background, and all that it starts, is deaf to Ctrl-C.
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private static int code(Process process) throws InterruptedException {
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }
}
