package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.util.FileSystemUtils;

/// The archive `muster-VERSION.tar.gz`, unpacked below a path with a space in it, on a machine without the sources.
@Tag("packaged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchiveTest {
    private Path folder = Path.of("");
    private Path program = Path.of("");

    @BeforeAll
    void unpacked_and_prepared() throws Exception {
        folder = Files.createTempDirectory("muster archive ");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(
                Files.createDirectory(folder.resolve("temporary")), PosixFilePermissions.fromString("rwx--x--x"));
        try (var unpacking = ServerProcess.of(
                folder, Map.of(), List.of("tar", "-xzf", archive().toString(), "-C", folder.toString()))) {
            assertThat(unpacking.exitCode()).isZero();
        }
        program = onlyOne(folder, "muster-");
        try (var preparing = muster(Map.of("TMPDIR", folder.resolve("temporary").toString()), "prepare")) {
            assertThat(preparing.exitCode()).as(preparing.errors()).isZero();
        }
    }

    @AfterAll
    void delete_it() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void nothing_of_the_rehearsal_stays_but_what_java_remembers() throws IOException {
        assertThat(folder.resolve("temporary")).isEmptyDirectory();
        try (Stream<Path> kept = Files.list(program.resolve("cache"))) {
            assertThat(kept.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder("muster.aot", "trained-for", "training.log");
        }
    }

    @Test
    void it_holds_what_there_is_to_read() {
        assertThat(program.resolve("LICENSE")).isNotEmptyFile();
        assertThat(program.resolve("README.md")).isNotEmptyFile();
        assertThat(program.resolve("docs/operations.md")).isNotEmptyFile();
    }

    @Test
    void a_server_starts_through_a_link_from_another_folder_and_ends_with_all_it_started() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), program.resolve("muster"));
        List<String> command = List.of(
                link.toString(), "--port", "0", "--data", folder.resolve("data").toString());

        try (ServerProcess server =
                        ServerProcess.of(folder, environment(Map.of()), command).untilReady();
                HttpClient http = HttpClient.newHttpClient()) {
            var page = HttpRequest.newBuilder(URI.create(server.url() + "/sign-in"))
                    .build();
            assertThat(http.send(page, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            assertThat(server.errors()).isEmpty();
            List<ProcessHandle> started = server.children();

            server.terminate();

            server.exitCode();
            assertThat(started).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void a_jar_that_was_touched_makes_the_cache_stale_and_nothing_worse() throws Exception {
        Path jar = onlyOne(program.resolve("lib"), "HikariCP-");
        FileTime before = Files.getLastModifiedTime(jar);
        assertThat(startsWithTheCache()).isTrue();

        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        try {
            assertThat(startsWithTheCache()).isFalse();
        } finally {
            Files.setLastModifiedTime(jar, before);
        }
        assertThat(startsWithTheCache()).isTrue();
    }

    @Test
    void options_that_the_cache_was_not_made_for_leave_it_out_without_a_word() throws Exception {
        try (var version = muster(Map.of("JDK_JAVA_OPTIONS", "-XX:+UseZGC -Xmx96m"), "version")) {
            assertThat(version.exitCode()).isZero();
            assertThat(version.output()).startsWith("Muster ").hasLineCount(1);
            assertThat(version.errors()).isEqualTo("NOTE: Picked up JDK_JAVA_OPTIONS: -XX:+UseZGC -Xmx96m\n");
        }
    }

    @Test
    void a_place_that_cannot_be_written_has_no_cache_and_starts_without_a_word() throws Exception {
        Path cache = program.resolve("cache");
        Path aside = Files.move(cache, program.resolve("aside"));
        Files.writeString(cache, "a file, which nobody makes a folder of, not even root");
        try (var serve = muster(Map.of(), "serve", "--help");
                var prepare = muster(Map.of(), "prepare")) {
            assertThat(serve.exitCode()).isZero();
            assertThat(serve.errors()).isEmpty();
            assertThat(prepare.exitCode()).isEqualTo(1);
            assertThat(prepare.errors()).contains(cache + " cannot be written by this user.");
        } finally {
            Files.delete(cache);
            Files.move(aside, cache);
        }
    }

    @Test
    void the_small_commands_start_from_it() throws Exception {
        try (var snapshot = muster(Map.of(), "snapshot", "--help")) {
            assertThat(snapshot.exitCode()).isZero();
            assertThat(snapshot.output()).contains("Usage: muster snapshot");
        }
    }

    private boolean startsWithTheCache() throws Exception {
        Path classes = Files.createTempFile("classes", ".txt");
        try (var version = muster(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes), "version")) {
            assertThat(version.exitCode()).isZero();
            assertThat(version.errors()).startsWith("NOTE: Picked up").hasLineCount(1);
            return Files.readString(classes).contains("dev.muster.Muster source: shared objects file");
        } finally {
            Files.delete(classes);
        }
    }

    private ServerProcess muster(Map<String, String> more, String... args) throws IOException {
        var command = Stream.concat(Stream.of(program.resolve("muster").toString()), Stream.of(args));
        return ServerProcess.of(folder, environment(more), command.toList());
    }

    private static Map<String, String> environment(Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return environment;
    }

    /// Earlier versions may lie beside it.
    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
            return files.filter(it -> it.getFileName().toString().matches("muster-.*\\.tar\\.gz"))
                    .max(Comparator.comparing(it -> it.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private static Path onlyOne(Path in, String beginning) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(it -> it.getFileName().toString().startsWith(beginning))
                    .reduce((one, another) -> {
                        throw new AssertionError(one + " and " + another);
                    })
                    .orElseThrow();
        }
    }
}
