package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/// Demos that cannot start; [FirstVisitTest] has one that does.
@Tag("packaged")
class DemoProcessTest {
    private Path folder = Path.of("");

    @BeforeEach
    void a_folder_that_every_user_may_pass_through() throws IOException {
        folder = Files.createTempDirectory("muster-demo-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @AfterEach
    void delete_it() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void an_account_whose_port_is_taken_is_told_in_two_lines() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Files.createDirectory(folder.resolve("data"));
            Files.writeString(file(), """
                    {"url": "", "apiToken": "", "users": [], "simulator":
                        {"url": "http://127.0.0.1:%d", "token": "t", "users": 60, "teams": 6, "seed": 7}}
                    """.formatted(taken.getLocalPort()));

            try (ServerProcess demo = start()) {
                assertThat(demo.exitCode()).isEqualTo(1);
                assertThat(demo.errors())
                        .startsWith(
                                "The simulated PagerDuty account of this demo lives on port " + taken.getLocalPort())
                        .contains("Stop that program, or start a new demo on another folder with --data.")
                        .hasLineCount(2);
            }
        }
    }

    @Test
    void an_impossible_size_is_refused_before_anything_is_made() throws Exception {
        try (ServerProcess demo = start("--users", "-1")) {
            assertThat(demo.exitCode()).isEqualTo(2);
            assertThat(demo.errors())
                    .startsWith("The demo cannot be started with --users -1; choose from 0 to 100,000");
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    private ServerProcess start(String... more) throws IOException {
        var args = new ArrayList<>(
                List.of("demo", "--port", "0", "--data", folder.resolve("data").toString()));
        args.addAll(List.of(more));
        return ServerProcess.start(folder, Map.of(), args.toArray(String[]::new));
    }

    private Path file() {
        return folder.resolve("data/demo.json");
    }
}
