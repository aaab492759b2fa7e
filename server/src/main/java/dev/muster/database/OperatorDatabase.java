package dev.muster.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The database as its owner enters it, for commands of the operator that work beside a running server or without one.
///
/// The embedded PostgreSQL is found by what the running server left in the data folder. While no server runs it is
/// started for the time, with the folder's lock held; data of an earlier major version is then served by the programs
/// which that version left in the folder.
public final class OperatorDatabase implements AutoCloseable {
    private static final int LINE_OF_PORT = 3;
    /// A server that is starting answers soon; one that recovers after a crash may take longer.
    private static final Duration MAY_TAKE_TO_ANSWER = Duration.ofSeconds(60);

    private final DatabaseLogin owner;
    private final @Nullable EmbeddedPostgres started;
    private final @Nullable DataFolder held;

    private OperatorDatabase(DatabaseLogin owner, @Nullable EmbeddedPostgres started, @Nullable DataFolder held) {
        this.owner = owner;
        this.started = started;
        this.held = held;
    }

    /// The database that a server with this folder and environment works on.
    ///
    /// @param environment `MUSTER_DATABASE_URL` and its companions name an external one
    /// @throws CannotStart when there is none, or it cannot be entered
    public static OperatorDatabase open(Path folder, Map<String, String> environment) {
        DatabaseSettings settings = settings(environment);
        if (settings.isExternal()) {
            return new OperatorDatabase(ExternalDatabase.owner(settings), null, null);
        }
        Path data = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(data.resolve("database"))) {
            throw new CannotStart(
                    "The data folder %s holds no database.".formatted(data),
                    "Name the folder of your Muster with --data, or its external database with MUSTER_DATABASE_URL.");
        }
        return DataFolder.isInUse(data) ? ofRunningServer(data) : startedFor(data);
    }

    /// As the environment of a server has it.
    static DatabaseSettings settings(Map<String, String> environment) {
        return new DatabaseSettings(
                environment.get("MUSTER_DATABASE_URL"),
                environment.get("MUSTER_DATABASE_USER"),
                environment.get("MUSTER_DATABASE_PASSWORD"),
                environment.get("MUSTER_DATABASE_APP_USER"),
                environment.get("MUSTER_DATABASE_APP_PASSWORD"));
    }

    /// A connection of the owner: it owns the tables, and the wall between tenants stands before it too.
    public Connection connect() throws SQLException {
        return owner.connect();
    }

    /// Where it is, for people.
    @Override
    public String toString() {
        return owner.url();
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
        if (held != null) {
            held.close();
        }
    }

    private static OperatorDatabase ofRunningServer(Path data) {
        if (!Waiting.until(MAY_TAKE_TO_ANSWER, () -> answers(data) || !DataFolder.isInUse(data))) {
            throw new CannotStart(
                    "A Muster server holds the data folder %s, and its PostgreSQL does not answer.".formatted(data),
                    "Read the end of %s, and try again once the server is ready."
                            .formatted(data.resolve("logs").resolve("postgres.log")));
        }
        return DataFolder.isInUse(data) ? new OperatorDatabase(noted(data), null, null) : startedFor(data);
    }

    private static boolean answers(Path data) {
        try (Connection connection = noted(data).connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false; // starting, or stopping
        }
    }

    /// As `postmaster.pid` has it, which is there from the start of PostgreSQL to its end.
    private static DatabaseLogin noted(Path data) {
        Path password = data.resolve("secrets").resolve("postgres-password");
        try {
            Path note = data.resolve("database").resolve("postmaster.pid");
            List<String> lines = Files.exists(note) ? Files.readAllLines(note) : List.of();
            String port = lines.size() > LINE_OF_PORT ? lines.get(LINE_OF_PORT).strip() : "0";
            String url = "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, Database.NAME);
            return new DatabaseLogin(url, PostgresCluster.OWNER, Files.readString(password));
        } catch (IOException e) {
            throw new CannotStart(
                    "What the server on %s needs to be found cannot be read (%s).".formatted(data, e.getMessage()),
                    "Run the command as the user who runs the server.",
                    e);
        }
    }

    private static OperatorDatabase startedFor(Path data) {
        DataFolder held = DataFolder.open(data);
        try {
            PostgresPrograms programs = programsOf(data);
            EmbeddedPostgres postgres = EmbeddedPostgres.start(held, programs, PostgresProcess.SETTINGS, held.logs());
            return new OperatorDatabase(postgres.owner(Database.NAME), postgres, held);
        } catch (RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /// Ours, or those of the major version that wrote the data.
    private static PostgresPrograms programsOf(Path data) {
        PostgresArchive ours = PostgresArchive.forThisMachine();
        try {
            String major = Files.readString(data.resolve("database").resolve("PG_VERSION"))
                    .strip();
            if (major.equals(String.valueOf(ours.major()))) {
                return PostgresPrograms.unpacked(ours, data);
            }
            return new PostgresPrograms(leftBehind(data, major), Integer.parseInt(major));
        } catch (IOException e) {
            throw new CannotStart(
                    "The data folder %s cannot be read (%s).".formatted(data, e.getMessage()),
                    "Run the command as the user who runs the server.",
                    e);
        }
    }

    private static Path leftBehind(Path data, String major) throws IOException {
        try (Stream<Path> folders = Files.list(data)) {
            return folders.filter(
                            it -> Objects.toString(it.getFileName()).matches("postgres-%s\\.[0-9.]+".formatted(major)))
                    .filter(it -> Files.exists(it.resolve("bin").resolve("postgres")))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new CannotStart(
                            "The data in %s was written by PostgreSQL %s, whose programs are not there."
                                    .formatted(data.resolve("database"), major),
                            "Take the backup with the Muster that wrote it, then restore it with this one."));
        }
    }
}
