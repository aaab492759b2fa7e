package dev.muster.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The sources, a place for what is thrown away afterwards, and the tools.
final class Workshop implements AutoCloseable {
    private final Path home;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param home root of the sources
    Workshop(Path home) throws IOException {
        this.home = home;
        this.folder = Files.createTempDirectory("muster-bench-");
        // As root, PostgreSQL runs as another user, who must pass through.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    Path home() {
        return home;
    }

    HttpClient http() {
        return http;
    }

    /// A folder that is not there yet.
    Path newFolder(String name) throws IOException {
        Path holder = Files.createTempDirectory(folder, name);
        Files.setPosixFilePermissions(holder, PosixFilePermissions.fromString("rwx--x--x"));
        return holder.resolve("new");
    }

    Path newFile(String name) throws IOException {
        return Files.createTempFile(folder, name, ".txt");
    }

    /// Runs a command to its end.
    ///
    /// @throws IOException with what it printed, when it fails
    void run(Path in, String... command) throws IOException, InterruptedException {
        Path output = newFile("command");
        int exitCode = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException(
                    "%s ended with %d: %s".formatted(List.of(command), exitCode, Files.readString(output)));
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
