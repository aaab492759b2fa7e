package dev.muster.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One run of the program `postgres`, in the foreground of the thread that starts it: the kernel stops PostgreSQL when
/// that thread ends, however it ends.
final class PostgresProcess {
    /// Replaying the log after a crash may take a while; a process that has died is noticed at once.
    private static final Duration MAY_TAKE_TO_START = Duration.ofMinutes(10);
    private static final Duration MAY_TAKE_TO_STOP = Duration.ofSeconds(30);
    /// Nothing that was committed is lost, and nobody enters from another machine. Nobody subscribes to another
    /// database either: no process waits for that. What runs leave in staging is cleared away soon: when many of
    /// them follow each other, each reads past what the ones before it left. Sooner than every twenty seconds gains
    /// them nothing, and each look is a process of its own: every five, they were nine tenths of what an idle
    /// database cost.
    static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "max_connections=60",
            "max_logical_replication_workers=0",
            "autovacuum_naptime=20s",
            "dynamic_shared_memory_type=" + sharedMemory(),
            "timezone=UTC",
            "log_timezone=UTC",
            "log_line_prefix=%m [%p] ",
            "lc_messages=C");

    private final Process process;

    private PostgresProcess(Process process) {
        this.process = process;
    }

    /// Starts the program; it is not ready yet.
    ///
    /// @param settings `name=value`; of two with one name the later counts
    /// @param log      takes whatever PostgreSQL says, at the end
    static PostgresProcess start(PostgresCluster cluster, List<String> settings, int port, Path log)
            throws IOException {
        var command = new ArrayList<>(List.of(cluster.programs().postgres().toString()));
        command.addAll(List.of("-D", cluster.folder().toString(), "-p", String.valueOf(port)));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        Process process = cluster.runAs()
                .command(cluster.programs().folder(), command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new PostgresProcess(process);
    }

    /// Waits until it answers.
    ///
    /// @return whether it does; otherwise the process has ended, and its log says why
    boolean isReady(DatabaseLogin owner) throws TimeoutException {
        boolean decided = Waiting.until(MAY_TAKE_TO_START, () -> !process.isAlive() || answers(owner));
        if (!decided) {
            throw new TimeoutException("PostgreSQL did not answer within " + MAY_TAKE_TO_START);
        }
        return process.isAlive();
    }

    /// Waits for its end.
    ///
    /// @return its exit code
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    long pid() {
        return process.pid();
    }

    /// Fast shutdown; by force when that takes too long, which the next start repairs.
    void stop() {
        if (!process.isAlive()) {
            return;
        }
        Signals.interrupt(process.pid());
        try {
            if (!process.waitFor(MAY_TAKE_TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// A container's `/dev/shm` may be small, or closed; Linux needs no file system for shared memory.
    private static String sharedMemory() {
        return "Linux".equals(System.getProperty("os.name")) ? "sysv" : "posix";
    }

    private static boolean answers(DatabaseLogin owner) {
        try (Connection connection = owner.connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false; // still starting
        }
    }
}
