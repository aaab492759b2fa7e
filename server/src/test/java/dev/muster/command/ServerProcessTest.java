package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

@Tag("packaged")
class ServerProcessTest {
    private static final int NOBODY = 65534;

    private Path folder = Path.of("");

    @BeforeEach
    void a_folder_that_every_user_may_pass_through() throws IOException {
        folder = Files.createTempDirectory("muster-process-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterEach
    void delete_it() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void one_server_runs_on_a_data_folder_recovers_from_a_kill_and_ends_with_all_it_started() throws Exception {
        try (ServerProcess server = start("--port", "0", "--data", data()).untilReady()) {
            try (ServerProcess second = start("--port", "0", "--data", data())) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.errors())
                        .matches("Another Muster server \\(process [0-9]+\\) already runs on the data folder .*\\.\n"
                                + "Use that one, stop it first, or give this one its own folder with --data\\.\n");
            }
            assertThat(answers(server)).isTrue();
            noOtherServiceReadsItsData();
            List<ProcessHandle> started = server.children();

            server.kill();

            if (theKernelEndsPostgres()) {
                ServerProcess.await(() -> started.stream().noneMatch(ServerProcessTest::runs));
            }
        }
        try (ServerProcess next = ServerProcess.launch(folder, List.of(), "--port", "0", "--data", data())
                .untilReady()) {
            assertThat(answers(next)).isTrue();
            assertThat(next.errors())
                    .as("with the options that the launcher chooses")
                    .isEmpty();
            List<ProcessHandle> started = next.children();
            assertThat(started).isNotEmpty();

            next.terminate();

            next.exitCode();
            assertThat(started).noneMatch(ProcessHandle::isAlive);
            assertThat(folder.resolve("data/database/postmaster.pid")).doesNotExist();
        }
    }

    private void noOtherServiceReadsItsData() throws IOException {
        Path database = folder.resolve("data/database");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database)))
                .isEqualTo("rwx------");
        assertThat(Files.getAttribute(database, "unix:uid"))
                .as("not root, which PostgreSQL never is, nor nobody, whom others are too")
                .isNotIn(0, NOBODY);
    }

    private static boolean theKernelEndsPostgres() {
        return Stream.of("/usr/bin/setpriv", "/bin/setpriv").anyMatch(it -> Files.exists(Path.of(it)));
    }

    @Test
    void a_taken_port_is_noticed_before_anything_is_made() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                ServerProcess server = start("--port", "" + taken.getLocalPort(), "--data", data())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors())
                    .isEqualTo("Port %d of 127.0.0.1 is taken by another program.\n".formatted(taken.getLocalPort())
                            + "Stop that program, or choose another port with --port.\n");
            assertThat(server.output()).isEmpty();
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    @Test
    void a_data_folder_that_cannot_be_made_is_named() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        try (ServerProcess server =
                start("--port", "0", "--data", file.resolve("data").toString())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors())
                    .contains(file.toString())
                    .contains("or choose another one with --data.")
                    .hasLineCount(2);
        }
    }

    @Test
    void a_database_that_does_not_answer_is_told_in_two_lines() throws Exception {
        var nobody = Map.of("MUSTER_DATABASE_URL", "postgresql://127.0.0.1:1/muster", "MUSTER_DATABASE_USER", "u");

        try (ServerProcess server = ServerProcess.start(folder, nobody, "--port", "0", "--data", data())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors())
                    .startsWith("The database at jdbc:postgresql://127.0.0.1:1/muster cannot be reached")
                    .contains("MUSTER_DATABASE_URL is right.")
                    .hasLineCount(2);
            assertThat(server.output()).isEmpty();
            assertThat(folder.resolve("data/logs/muster.log")).content().contains("ConnectException");
        }
    }

    @Test
    void a_setting_that_is_not_understood_is_named() throws Exception {
        var nonsense = Map.of("SPRING_MAIN_BANNER_MODE", "loud");

        try (ServerProcess server = ServerProcess.start(folder, nonsense, "--port", "0", "--data", data())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors())
                    .isEqualTo("The setting SPRING_MAIN_BANNER_MODE has a value that is not understood.\n"
                            + "Correct it in the environment; docs/operations.md says what it takes.\n");
        }
    }

    @Test
    void a_log_that_cannot_be_written_is_told_in_two_lines() throws Exception {
        Path log = Files.createDirectories(folder.resolve("data/logs/muster.log"));

        try (ServerProcess server = start("--port", "0", "--data", data())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors())
                    .startsWith(log + " could not be written")
                    .contains("Make the folder writable")
                    .hasLineCount(2);
        }
    }

    @Test
    void a_full_disk_is_told_in_two_lines() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=40m,mode=0711", "tmpfs", disk.toString()) == 0,
                "small disks can be mounted");
        try (ServerProcess server =
                start("--port", "0", "--data", disk.resolve("data").toString())) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors())
                    .startsWith("The disk that holds " + disk)
                    .contains("Free at least 300 MB there")
                    .hasLineCount(2);
            assertThat(disk.resolve("data/database")).doesNotExist();
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void help_lists_every_command() throws Exception {
        try (ServerProcess help = start("help")) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.output()).contains("serve", "version", "help", "--port", "--data");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo"})
    void each_command_tells_what_can_be_said_to_it(String command) throws Exception {
        try (ServerProcess help = start(command, "--help")) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.errors()).isEmpty();
            assertThat(help.output()).contains("Usage: muster " + command, "--port");
        }
    }

    private ServerProcess start(String... args) throws IOException {
        return ServerProcess.start(folder, Map.of(), args);
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static boolean answers(ServerProcess server) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var page = HttpRequest.newBuilder(URI.create(server.url() + "/sign-in"))
                    .build();
            return http.send(page, BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    /// Whether a process still does anything: one that was killed may wait as a zombie for a parent to notice.
    private static boolean runs(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
            return !status.startsWith("Z", status.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false; // gone
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
