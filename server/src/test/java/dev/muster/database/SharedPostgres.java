package dev.muster.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/// One PostgreSQL for JVMs that come one after the other and would each wait for one of their own, such as those in
/// which mutation testing tries its changes. `-Dmuster.test.postgres=target/postgres` names the note by which they find
/// it. The first starts it in a process of its own, which ends with the process that started that JVM.
final class SharedPostgres {
    private static final String NOTE = "muster.test.postgres";

    private SharedPostgres() {}

    /// What this JVM shares with others; empty when it is told to share nothing.
    static Optional<TestPostgres> joined() {
        return Optional.ofNullable(System.getProperty(NOTE))
                .map(Path::of)
                .map(Path::toAbsolutePath)
                .map(SharedPostgres::joined);
    }

    private static TestPostgres joined(Path note) {
        try {
            Files.createDirectories(note.getParent());
            try (FileChannel channel = FileChannel.open(
                            beside(note, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock onlyOne = channel.lock()) {
                if (!isKept(note)) {
                    keep(note);
                }
                return read(note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// By a keeper that has not ended, whatever an earlier one left behind.
    private static boolean isKept(Path note) throws IOException {
        return Files.exists(note)
                && ProcessHandle.of(Long.parseLong(properties(note).getProperty("keeper")))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
    }

    private static void keep(Path note) throws IOException, InterruptedException {
        Files.deleteIfExists(note);
        ProcessHandle starter = ProcessHandle.current().parent().orElseThrow();
        Process keeper = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SharedPostgres.class.getName(),
                        note.toString(),
                        String.valueOf(starter.pid()))
                .redirectErrorStream(true)
                .redirectOutput(beside(note, ".log").toFile())
                .start();
        while (!Files.exists(note)) {
            if (!keeper.isAlive()) {
                throw new IllegalStateException("PostgreSQL did not start. " + beside(note, ".log") + " says why.");
            }
            Thread.sleep(20);
        }
    }

    private static TestPostgres read(Path note) throws IOException {
        Properties told = properties(note);
        String url = told.getProperty("url");
        return TestPostgres.shared(
                new DatabaseLogin(url, told.getProperty("user"), told.getProperty("password")),
                new DatabaseLogin(url, told.getProperty("app-user"), told.getProperty("app-password")));
    }

    private static Properties properties(Path note) throws IOException {
        var told = new Properties();
        try (InputStream file = Files.newInputStream(note)) {
            told.load(file);
        }
        return told;
    }

    private static Path beside(Path note, String ending) {
        return note.resolveSibling(note.getFileName() + ending);
    }

    /// Keeps one until a process ends.
    ///
    /// @param arguments the note to leave, and the id of that process
    public static void main(String[] arguments) throws IOException {
        Path note = Path.of(arguments[0]);
        TestPostgres postgres = TestPostgres.server();
        var told = new Properties();
        told.setProperty("keeper", String.valueOf(ProcessHandle.current().pid()));
        told.setProperty("url", postgres.administrator().url());
        told.setProperty("user", postgres.administrator().user());
        told.setProperty("password", postgres.administrator().password());
        told.setProperty("app-user", postgres.app().user());
        told.setProperty("app-password", postgres.app().password());
        Path whole = beside(note, ".new");
        try (OutputStream file = Files.newOutputStream(whole)) {
            told.store(file, null);
        }
        Files.move(whole, note, StandardCopyOption.ATOMIC_MOVE);
        ProcessHandle.of(Long.parseLong(arguments[1]))
                .ifPresent(starter -> starter.onExit().join());
        Files.deleteIfExists(note);
        System.exit(0);
    }
}
