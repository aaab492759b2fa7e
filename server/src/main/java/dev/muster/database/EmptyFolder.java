package dev.muster.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A data folder without a database. The new one is filled in a folder beside its place and gets its name only when it
/// is whole: until then a server that starts here finds nothing.
final class EmptyFolder implements RestoreTarget {
    private static final Logger log = LoggerFactory.getLogger(EmptyFolder.class);
    private static final String WORKSHOP = "database.restoring";
    private static final String PASSWORD = "postgres-password";

    private final DataFolder folder;
    private final boolean made;
    private final DataFolder workshop;
    private final EmbeddedPostgres postgres;
    private final EmptyDatabase database;
    private boolean kept;

    private EmptyFolder(
            DataFolder folder, boolean made, DataFolder workshop, EmbeddedPostgres postgres, EmptyDatabase database) {
        this.folder = folder;
        this.made = made;
        this.workshop = workshop;
        this.postgres = postgres;
        this.database = database;
    }

    static EmptyFolder open(Path place) {
        Path path = place.toAbsolutePath().normalize();
        if (Files.exists(path.resolve("database"))) {
            throw new CannotStart(
                    "The data folder %s holds a database already, and a backup is restored into an empty one only."
                            .formatted(path),
                    "Name another folder with --data, or move %s away first; nothing was changed."
                            .formatted(path.resolve("database")));
        }
        boolean made = !Files.exists(path);
        DataFolder folder = DataFolder.open(path);
        try {
            return in(folder, made);
        } catch (RuntimeException e) {
            giveUp(folder, made);
            throw e;
        }
    }

    private static EmptyFolder in(DataFolder folder, boolean made) {
        PostgresPrograms programs = PostgresPrograms.unpacked(PostgresArchive.forThisMachine(), folder.path());
        clear(folder.path().resolve(WORKSHOP));
        DataFolder workshop = DataFolder.open(folder.path().resolve(WORKSHOP));
        try {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.start(workshop, programs, PostgresProcess.SETTINGS, folder.logs());
            try {
                return new EmptyFolder(folder, made, workshop, postgres, database(postgres));
            } catch (RuntimeException e) {
                postgres.close();
                throw e;
            }
        } catch (RuntimeException e) {
            workshop.close();
            throw e;
        }
    }

    private static EmptyDatabase database(EmbeddedPostgres postgres) {
        try {
            Database.createMissing(postgres.owner("postgres"));
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL could not make its database", e);
        }
        return EmptyDatabase.open(postgres.owner(Database.NAME), DatabaseSettings.embedded());
    }

    @Override
    public Connection connect() throws SQLException {
        return database.connect();
    }

    @Override
    public String newestSchema() {
        return database.newestSchema();
    }

    @Override
    public void makeTables(String schema) {
        database.makeTables(schema);
    }

    @Override
    public void bringUpToDate() {
        database.bringUpToDate();
    }

    /// The password goes first: a database without its password would be lost.
    @Override
    public void keep() {
        postgres.close();
        Path path = folder.path();
        try {
            move(workshop.secrets().resolve(PASSWORD), folder.secrets().resolve(PASSWORD));
            move(workshop.path().resolve("database"), path.resolve("database"));
            Folders.force(path);
        } catch (IOException e) {
            throw CannotStart.notWritten(path, e);
        }
        kept = true;
    }

    @Override
    public void close() {
        if (!kept) {
            postgres.close();
        }
        workshop.close();
        if (kept) {
            delete(workshop.path());
            folder.close();
        } else {
            giveUp(folder, made);
        }
    }

    /// What was there before stays: a master key, say, that somebody has put back already.
    private static void giveUp(DataFolder folder, boolean made) {
        delete(made ? folder.path() : folder.path().resolve(WORKSHOP));
        folder.close();
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// What an earlier restore left there when it was killed.
    private static void clear(Path workshop) {
        try {
            Folders.delete(workshop);
        } catch (IOException e) {
            throw CannotStart.notWritten(workshop, e);
        }
    }

    private static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            log.warn("{} is of no use any more and could not be deleted", folder, e);
        }
    }
}
