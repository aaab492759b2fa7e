package dev.muster.database;

import dev.muster.DatabaseAddress;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/// A real PgBouncer before a PostgreSQL, with a few connections there for many here.
public final class PgBouncer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int FEWER_THAN_A_SERVER_USES = 4;
    /// As PgBouncer has it unless it is told otherwise.
    private static final int USUAL = 20;
    private static final String ROLES_OF_MUSTER = """
            select name, password
              from application_role
            """;

    private final Process process;
    private final int port;

    /// @param users who may enter, with their passwords
    PgBouncer(Path folder, DatabaseLogin database, String mode, List<DatabaseLogin> users) throws IOException {
        this(folder, database, mode, FEWER_THAN_A_SERVER_USES, users);
    }

    private PgBouncer(Path folder, DatabaseLogin database, String mode, int connections, List<DatabaseLogin> users)
            throws IOException {
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
                default_pool_size = %d
                ignore_startup_parameters = extra_float_digits
                """.formatted(address[0], address[1], port, known, mode, connections));
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

    /// Hands out transactions of a database that a Muster has used before, to its owner and to Muster's role.
    public static PgBouncer poolingTransactions(Path folder, DatabaseAddress database) throws IOException {
        var owner = new DatabaseLogin(database.url(), database.user(), database.password());
        List<DatabaseLogin> users = new ArrayList<>(List.of(owner));
        JdbcClient.create(database.dataSource())
                .sql(ROLES_OF_MUSTER)
                .query((row, number) -> owner.as(row.getString("name"), row.getString("password")))
                .stream()
                .forEach(users::add);
        return new PgBouncer(folder, owner, "transaction", USUAL, users);
    }

    /// The same database, entered through the pool.
    public DatabaseAddress through(DatabaseAddress direct) {
        return FreshDatabase.address(through(new DatabaseLogin(direct.url(), direct.user(), direct.password())));
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
