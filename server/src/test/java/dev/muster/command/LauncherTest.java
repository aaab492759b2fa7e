package dev.muster.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulator.PagerDutySimulator;
import dev.muster.simulator.account.SimulatedAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `muster` with what the build has just packaged, in a folder where there is nothing to build.
@Tag("packaged")
class LauncherTest {
    private static final Path SERVER = Path.of("").toAbsolutePath();
    private static final Path PROGRAM = SERVER.resolve("target/muster");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void a_house_that_was_built() throws IOException {
        Path target = Files.createDirectories(folder.resolve("server/target"));
        Files.createDirectories(folder.resolve(".mvn"));
        Files.createDirectories(folder.resolve("target"));
        Files.copy(SERVER.resolveSibling("muster"), folder.resolve("muster"));
        Files.copy(SERVER.resolveSibling(".mvn/find-jdk.sh"), folder.resolve(".mvn/find-jdk.sh"));
        Files.createFile(folder.resolve("pom.xml"));
        Files.createSymbolicLink(target.resolve("muster"), PROGRAM);
        Files.createFile(folder.resolve("target/built"));
    }

    @Test
    void the_small_commands_have_the_jars_they_need_and_no_other() throws IOException {
        try (Stream<Path> jars = Files.list(PROGRAM.resolve("small-commands"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "muster-connector.jar",
                            "muster-connector-kit.jar",
                            "muster-host.jar",
                            "muster-pagerduty.jar",
                            "muster-snapshot.jar",
                            "muster-pagerduty-simulator.jar",
                            "jackson-core.jar",
                            "picocli.jar");
        }
    }

    @Test
    void snapshot_and_simulate_start_without_the_server() throws Exception {
        assertThat(muster(Map.of(), "snapshot", "--help").out()).contains("Usage: muster snapshot");
        assertThat(muster(Map.of(), "simulate", "--list-scenarios").out()).contains("same-id");
    }

    @Test
    void a_command_line_that_is_not_understood_ends_with_2() throws Exception {
        Ended ended = muster(Map.of(), "snapshot", "--nonsense");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("--nonsense is no option.");
    }

    @Test
    void an_account_is_read_from_the_first_request_to_the_last_row() throws Exception {
        try (var pagerduty =
                PagerDutySimulator.start(SimulatedAccount.of(60, 6, 7), PagerDutySimulator.Options.defaults())) {
            Ended ended = muster(
                    Map.of("PAGERDUTY_TOKEN", pagerduty.token()),
                    "snapshot",
                    "--api",
                    pagerduty.uri().toString(),
                    "--format",
                    "ndjson");

            assertThat(ended.err()).startsWith("Complete: ");
            assertThat(ended.code()).isZero();
            assertThat(ended.out().lines()).hasSize(60).allMatch(line -> line.startsWith("{\"id\":\"P"));
        }
    }

    @Test
    void a_program_that_is_missing_makes_it_build_again() throws Exception {
        Files.delete(folder.resolve("server/target/muster"));

        Ended ended = muster(Map.of(), "snapshot", "--help");

        // Nothing can be built in this folder, which is how the test sees that it was tried.
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("Building Muster", "Muster could not be built");
    }

    private record Ended(int code, String out, String err) {}

    private Ended muster(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> command =
                new ArrayList<>(List.of("sh", folder.resolve("muster").toString()));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("It did not end: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }
}
