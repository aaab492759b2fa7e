package dev.muster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.PackagedProgram;
import dev.muster.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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

/// What the archive `muster-VERSION.tar.gz` holds once it is unpacked and prepared, on a machine without the sources;
/// most of it on a copy, as a program that was moved.
@Tag("packaged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchiveTest {
    private final PackagedProgram unpacked = PackagedProgram.ready();
    private Path folder = Path.of("");
    private Path program = Path.of("");

    @BeforeAll
    void moved() throws Exception {
        folder = Files.createTempDirectory("muster archive ");
        program = folder.resolve("moved");
        try (var copying = ServerProcess.of(
                folder, Map.of(), List.of("cp", "-a", unpacked.home().toString(), program.toString()))) {
            assertThat(copying.exitCode()).isZero();
        }
    }

    @AfterAll
    void delete_it() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void nothing_of_the_rehearsal_stays_but_what_java_remembers() throws IOException {
        assertThat(unpacked.leftBehind()).isEmptyFile();
        try (Stream<Path> kept = Files.list(unpacked.home().resolve("cache"))) {
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
    void a_moved_program_keeps_its_cache_until_a_jar_is_touched_which_does_nothing_worse() throws Exception {
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
            assertThat(version.errors()).isEmpty();
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
            assertThat(version.errors()).isEmpty();
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
