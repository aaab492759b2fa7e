package dev.muster;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/// The program as people have it: the archive `muster-VERSION.tar.gz` of this build, unpacked below a path with a space
/// in it and prepared. That is done once for all test JVMs, since Java takes long to learn a start.
///
/// @param home       the folder that the archive holds
/// @param launcher   its command, by a link from another folder
/// @param leftBehind file that names what the rehearsal left in its temporary folder, one entry a line
public record PackagedProgram(Path home, Path launcher, Path leftBehind) {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path PLACE = TARGET.resolve("unpacked archive");

    /// Unpacked and prepared by the first who asks; others wait for that one.
    public static synchronized PackagedProgram ready() {
        try {
            Files.createDirectories(PLACE);
            try (FileChannel channel = FileChannel.open(TARGET.resolve("unpacked-archive.lock"), CREATE, WRITE)) {
                channel.lock(); // until it is closed
                return of(archive());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The archive could not be unpacked into " + PLACE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was stopped", e);
        }
    }

    private static PackagedProgram of(Path archive) throws IOException, InterruptedException {
        Path marker = PLACE.resolve("unpacked-from");
        String from = "%s of %s".formatted(archive, Files.getLastModifiedTime(archive));
        if (!Files.exists(marker) || !Files.readString(marker).equals(from)) {
            FileSystemUtils.deleteRecursively(PLACE);
            unpack(archive);
            Files.writeString(marker, from);
        }
        return new PackagedProgram(unpackedFolder(), PLACE.resolve("link"), PLACE.resolve("left-behind"));
    }

    private static void unpack(Path archive) throws IOException, InterruptedException {
        Files.createDirectories(PLACE);
        run("tar", "-xzf", archive.toString(), "-C", PLACE.toString());
        Path launcher =
                Files.createSymbolicLink(PLACE.resolve("link"), unpackedFolder().resolve("muster"));
        // PostgreSQL, which as root runs as another user, may not pass through the folder of a clone.
        Path temporary = Files.createTempDirectory("muster rehearsal ");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        run(
                "env",
                "TMPDIR=" + temporary,
                "JAVA_HOME=" + System.getProperty("java.home"),
                launcher.toString(),
                "prepare");
        try (Stream<Path> left = Files.list(temporary)) {
            Files.write(PLACE.resolve("left-behind"), left.map(Path::toString).toList());
        }
        FileSystemUtils.deleteRecursively(temporary);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(PLACE, "said", ".txt");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("%s ended with %d: %s".formatted(List.of(command), code, Files.readString(said)));
        }
        Files.delete(said);
    }

    private static Path unpackedFolder() throws IOException {
        try (Stream<Path> folders = Files.list(PLACE)) {
            return folders.filter(it -> it.getFileName().toString().startsWith("muster-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Earlier versions may lie beside it.
    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(it -> it.getFileName().toString().matches("muster-.*\\.tar\\.gz"))
                    .max(Comparator.comparing(it -> it.toFile().lastModified()))
                    .orElseThrow(() -> new IllegalStateException(
                            "No muster-VERSION.tar.gz in %s: package it first".formatted(TARGET)));
        }
    }
}
