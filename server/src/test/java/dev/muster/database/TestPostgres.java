package dev.muster.database;

import dev.muster.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// One PostgreSQL for all tests of a JVM, started when first asked for, with a fresh migrated database for each
/// caller.
///
/// `-Dmuster.test.database=external` makes it the oldest PostgreSQL that Muster supports, with an owner that is no
/// superuser, as an operator would offer it; several JVMs may have one together, see [SharedPostgres].
public final class TestPostgres {
    private static final boolean EXTERNAL = "external".equals(System.getProperty("muster.test.database"));
    private static final String TEMPLATE = "muster_template";
    private static final AtomicInteger number = new AtomicInteger();
    private static @Nullable TestPostgres started;

    static {
        if (!EXTERNAL) {
            RecordingDriver.install();
        }
    }

    private final Path folder;
    private final DatabaseLogin administrator;
    private final DatabaseLogin app;

    /// @param administrator of the database `postgres` and all others
    /// @param app           the application's login in all of them; none when there is no template yet
    private TestPostgres(Path folder, DatabaseLogin administrator, @Nullable DatabaseLogin app) {
        this.folder = folder;
        this.administrator = administrator;
        this.app = app == null ? prepared() : app;
    }

    /// One that ends with this JVM.
    private static TestPostgres started() {
        Path folder = temporaryFolder();
        DataFolder data = DataFolder.open(folder.resolve("server"));
        PostgresArchive archive = EXTERNAL ? oldest() : PostgresArchive.forThisMachine();
        UnpackedPostgres.into(data.path(), archive);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data, archive, fast());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, data, folder), "stop test PostgreSQL"));
        return new TestPostgres(folder, postgres.owner("postgres"), null);
    }

    /// One that another JVM keeps, see [SharedPostgres].
    static TestPostgres shared(DatabaseLogin administrator, DatabaseLogin app) {
        Path folder = temporaryFolder();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete folder of tests"));
        return new TestPostgres(folder, administrator, app);
    }

    /// Makes what each database is made from.
    private DatabaseLogin prepared() {
        execute("create role test_owner login createrole password 'known to tests only'");
        DatabaseLogin owner = ownerOf(TEMPLATE);
        execute("create database %s owner %s".formatted(TEMPLATE, owner.user()));
        Database.external(settings(owner)).close();
        return AppRole.asOwner(
                owner,
                connection -> AppRole.of(connection, owner, settings(owner)).login());
    }

    /// A database with all tables and nothing in them. Copying its files takes PostgreSQL a third of what copying it
    /// page by page does.
    public static FreshDatabase freshDatabase() {
        TestPostgres server = server();
        String name = newName();
        DatabaseLogin owner = server.ownerOf(name);
        server.execute(
                "create database %s template %s strategy file_copy owner %s".formatted(name, TEMPLATE, owner.user()));
        return new FreshDatabase(owner, owner.as(server.app.user(), server.app.password()), administrator(name));
    }

    /// A database without any table.
    static DatabaseLogin emptyDatabase() {
        TestPostgres server = server();
        String name = newName();
        DatabaseLogin owner = server.ownerOf(name);
        server.execute("create database %s owner %s".formatted(name, owner.user()));
        return owner;
    }

    /// As [#emptyDatabase], for commands that are told where it is.
    public static DatabaseAddress emptyAddress() {
        return FreshDatabase.address(emptyDatabase());
    }

    /// As its superuser.
    static DatabaseLogin administrator(String database) {
        return server().administratorOf(database);
    }

    private static String newName() {
        return "test_%d_%d".formatted(ProcessHandle.current().pid(), number.incrementAndGet());
    }

    DatabaseLogin administrator() {
        return administrator;
    }

    DatabaseLogin app() {
        return app;
    }

    /// A folder of this test run, deleted at its end, that PostgreSQL's user may pass through.
    public static Path newFolder() {
        return server().folder.resolve("folder-" + number.incrementAndGet());
    }

    static DatabaseSettings settings(DatabaseLogin owner) {
        return new DatabaseSettings(owner.url(), owner.user(), owner.password(), null, null);
    }

    static synchronized TestPostgres server() {
        if (started == null) {
            started = SharedPostgres.joined().orElseGet(TestPostgres::started);
        }
        return started;
    }

    private DatabaseLogin ownerOf(String database) {
        DatabaseLogin owner = administratorOf(database);
        return EXTERNAL ? owner.as("test_owner", "known to tests only") : owner;
    }

    private DatabaseLogin administratorOf(String database) {
        String server = administrator.url().substring(0, administrator.url().lastIndexOf('/') + 1);
        return new DatabaseLogin(server + database, administrator.user(), administrator.password());
    }

    private void execute(String sql) {
        try (Connection connection = administrator.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void stop(EmbeddedPostgres postgres, DataFolder data, Path folder) {
        postgres.close();
        data.close();
        delete(folder);
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            LoggerFactory.getLogger(TestPostgres.class).warn("Could not delete {}", folder, e);
        }
    }

    /// A test's data need not outlive a power cut. Autovacuum comes by every twenty seconds where there is one
    /// database; here there are dozens, and each would take a process of its own as often. Once a minute, those
    /// were two in five of all processes that PostgreSQL started for the tests.
    private static List<String> fast() {
        return Stream.concat(
                        PostgresProcess.SETTINGS.stream(),
                        Stream.of(
                                "fsync=off",
                                "synchronous_commit=off",
                                "full_page_writes=off",
                                "max_connections=200",
                                "autovacuum_naptime=10min"))
                .toList();
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("muster-test-");
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Put there by the build, off the class path, where it would hide the newer one.
    static PostgresArchive oldest() {
        URL newest = PostgresArchive.forThisMachine().file();
        Path folder = Path.of("target", "oldest-postgres").toAbsolutePath();
        try (var jars = Files.list(folder)) {
            Path jar = jars.findFirst().orElseThrow();
            String file = newest.toString().substring(newest.toString().lastIndexOf("!/"));
            return PostgresArchive.at(URI.create("jar:" + jar.toUri() + file).toURL());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("No archive in " + folder, e);
        }
    }
}
