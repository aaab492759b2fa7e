package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.PackagedProgram;
import dev.muster.ServerProcess;
import java.io.IOException;
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
import org.springframework.util.FileSystemUtils;

/// The packaged server as a container platform starts it: a user id that no passwd file knows, and nothing to be
/// written outside the data folder.
@Tag("packaged")
class AnyUserTest {
    /// Exists everywhere, and nobody, not even root, makes files there.
    private static final String NO_TEMPORARY_FOLDER = "-Djava.io.tmpdir=/proc";
    /// Makes every place read-only but the folder that is named first, proves it, and does the rest of the command.
    private static final String READ_ONLY = """
            home=$1; shift
            mount --make-rprivate / && mount --bind "$home" "$home" || exit 1
            for place in / /tmp /var /var/tmp /run /dev/shm; do
                ! mountpoint -q $place || mount -o remount,bind,ro $place || exit 1
            done
            ! touch /tmp/probe /dev/shm/probe "$home/../probe" 2>/dev/null && touch "$home/probe" && exec "$@"
            """;

    private Path folder = Path.of("");

    @BeforeEach
    void a_program_that_everybody_may_read() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "a system with /proc");
        folder = Files.createTempDirectory("muster-any-user-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        FileSystemUtils.copyRecursively(PackagedProgram.ready().home().resolve("lib"), folder.resolve("lib"));
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
        List<String> command = root ? asNobodyKnown(serve()) : serve();
        boolean canBeClosed =
                root && new ProcessBuilder(readOnly(List.of("true"))).start().waitFor() == 0;

        try (ServerProcess server = ServerProcess.of(folder, Map.of(), canBeClosed ? readOnly(command) : command);
                HttpClient http = HttpClient.newHttpClient()) {
            server.untilReady();

            URI page = URI.create(server.url() + "/sign-in");
            assertThat(http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(folder.resolve("home/data/database/PG_VERSION")).exists();
            assertThat(folder.resolve("home/data/tmp/tomcat")).exists();
        }
    }

    private List<String> readOnly(List<String> command) {
        return Stream.concat(
                        Stream.of(
                                "unshare",
                                "--mount",
                                "sh",
                                "-c",
                                READ_ONLY,
                                "sh",
                                folder.resolve("home").toString()),
                        command.stream())
                .toList();
    }

    private static List<String> asNobodyKnown(List<String> command) {
        return Stream.concat(
                        Stream.of("setpriv", "--reuid=12345", "--regid=0", "--clear-groups", "--no-new-privs"),
                        command.stream())
                .toList();
    }

    private List<String> serve() {
        return List.of(
                java(),
                "-Xmx300m",
                NO_TEMPORARY_FOLDER,
                ServerProcess.NO_LATE_COMPILER,
                "-Dspring.aot.enabled=true",
                "-jar",
                folder.resolve("lib/muster.jar").toString(),
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("home/data").toString());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
