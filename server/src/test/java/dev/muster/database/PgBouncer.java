package dev.muster.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A real PgBouncer before a PostgreSQL, with a few connections there for many here.
final class PgBouncer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    /// @param users who may enter, with their passwords
    PgBouncer(Path folder, DatabaseLogin database, String mode, List<DatabaseLogin> users) throws IOException {
        this.port = freePort();
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path known = folder.resolve("users.txt");
        Files.writeString(known, lines(users.stream().map(it -> "\"%s\" \"%s\"".formatted(it.user(), it.password()))));
        String[] address = database.url().replaceFirst("jdbc:postgresql://", "").split("[:/]");
        Path settings = Files.writeString(
                folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                default_pool_size = 4
                ignore_startup_parameters = extra_float_digits
                """.formatted(address[0], address[1], port, known, mode));
        List<String> command = new ArrayList<>();
        if (RunAs.isRoot()) {
            command.addAll(List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"));
        }
        command.addAll(List.of(program(), settings.toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        DatabaseLogin first = through(users.getFirst());
        if (!Waiting.until(PATIENCE, () -> answers(first))) {
            close();
            throw new IllegalStateException(Files.readString(folder.resolve("pgbouncer.log")));
        }
    }

    /// The same database, entered through the pool.
    DatabaseLogin through(DatabaseLogin direct) {
        String name = direct.url().replaceFirst(".*/", "");
        return new DatabaseLogin(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name), direct.user(), direct.password());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static boolean answers(DatabaseLogin login) {
        try (var connection = login.connect()) {
            return !connection.isClosed();
        } catch (SQLException e) {
            return false; // still starting
        }
    }

    private static String program() {
        return Stream.of(
                        "/usr/sbin/pgbouncer",
                        "/usr/bin/pgbouncer",
                        "/opt/homebrew/bin/pgbouncer",
                        "/usr/local/bin/pgbouncer")
                .filter(it -> Files.isExecutable(Path.of(it)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Install PgBouncer (package pgbouncer): Muster behind a pool is tried with the real one"));
    }

    private static String lines(Stream<String> lines) {
        return String.join("\n", lines.toList()) + "\n";
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
