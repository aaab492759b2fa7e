package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/// The packaged server as a container platform starts it: a user id that no passwd file knows, and nothing to be
/// written outside the data folder.
@Tag("packaged")
class AnyUserTest {
    private static final Path PROGRAM = Path.of("target", "muster", "lib").toAbsolutePath();
    /// Exists everywhere, and nobody, not even root, makes files there.
    private static final String NOTHING_CAN_BE_WRITTEN = "-Djava.io.tmpdir=/proc";

    private Path folder = Path.of("");

    @BeforeEach
    void a_program_that_everybody_may_read() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "a system with /proc");
        folder = Files.createTempDirectory("muster-any-user-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        FileSystemUtils.copyRecursively(PROGRAM, folder.resolve("lib"));
        Files.createDirectory(folder.resolve("home"));
    }

    @AfterEach
    void delete_it() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void it_starts_as_a_number_without_a_name_and_writes_below_its_data_folder_only() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            Files.setAttribute(folder.resolve("home"), "unix:uid", 12345);
        }

        try (ServerProcess server = ServerProcess.of(folder, Map.of(), root ? asNobodyKnown() : asWeAre())) {
            server.untilReady();

            assertThat(folder.resolve("home/data/database/PG_VERSION")).exists();
            assertThat(folder.resolve("home/data/tmp/tomcat")).exists();
        }
    }

    private List<String> asNobodyKnown() {
        return List.of(
                "setpriv",
                "--reuid=12345",
                "--regid=0",
                "--clear-groups",
                "--no-new-privs",
                java(),
                "-Xmx300m",
                NOTHING_CAN_BE_WRITTEN,
                "-jar",
                folder.resolve("lib/muster.jar").toString(),
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("home/data").toString());
    }

    private List<String> asWeAre() {
        List<String> whole = asNobodyKnown();
        return whole.subList(whole.indexOf(java()), whole.size());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
