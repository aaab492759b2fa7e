package dev.muster.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded server's data on disk, and the password of its owner.
///
/// @param programs  that made it and serve it
/// @param runAs     to whom its files belong
/// @param folder    PostgreSQL's data directory
/// @param password  of the role [#OWNER]
/// @param unsynced  whether it would outlive a power cut
record PostgresCluster(PostgresPrograms programs, RunAs runAs, Path folder, String password, Unsynced unsynced) {
    /// The superuser; only migrations and the care of the application's role use it.
    static final String OWNER = "muster";

    private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);
    private static final int FIRST_WITH_SCRAM_ITERATIONS = 16;
    private static final int FIRST_WITH_BUILTIN_LOCALE = 17;
    private static final int PASSWORD_BYTES = 32;

    /// The cluster of this data folder, made on the first start.
    static PostgresCluster in(DataFolder data, PostgresPrograms programs, RunAs runAs) {
        Path folder = data.path().resolve("database");
        Path passwordFile = data.secrets().resolve("postgres-password");
        try {
            var unsynced = Unsynced.of(folder);
            if (unsynced.isLeftBehind()) {
                new FormerServer(new PostgresCluster(programs, runAs, folder, "", unsynced)).clear();
                Folders.delete(folder);
            }
            if (!Files.exists(folder)) {
                make(folder, passwordFile, programs, runAs);
                unsynced.sync(programs, runAs);
            }
            refuseOtherMajor(folder, programs);
            runAs.own(folder);
            return new PostgresCluster(programs, runAs, folder, password(passwordFile), unsynced);
        } catch (IOException e) {
            throw CannotStart.notWritten(folder, e);
        }
    }

    @Override
    public String toString() {
        return "PostgresCluster[%s]".formatted(folder);
    }

    /// Waits until a new cluster would outlive a power cut. Before, nobody may be told that it can be used.
    void awaitSynced() {
        unsynced.await();
    }

    /// The folder gets its name only when complete; the password is stored before, so that none is ever lost.
    private static void make(Path folder, Path passwordFile, PostgresPrograms programs, RunAs runAs)
            throws IOException {
        log.info("Preparing the embedded PostgreSQL in {}", folder);
        String password = newPassword();
        store(password, passwordFile);
        Path workshop = folder.resolveSibling("database.new");
        Folders.delete(workshop);
        try {
            Folders.makePrivate(workshop);
            Files.writeString(workshop.resolve("password"), password);
            runAs.own(workshop);
            initialise(workshop, programs, runAs);
            Unsynced.of(folder).begin();
            Files.move(workshop.resolve("cluster"), folder);
        } finally {
            Folders.delete(workshop);
        }
    }

    private static void initialise(Path workshop, PostgresPrograms programs, RunAs runAs) throws IOException {
        RunAs.Outcome made = initdb(programs.folder(), workshop, programs, runAs);
        if (!made.succeeded() && NamelessUser.isWhy(made.output())) {
            Path copies = NamelessUser.programs(programs, workshop);
            runAs.own(copies);
            made = initdb(copies, workshop, programs, runAs);
        }
        if (!made.succeeded()) {
            throw notMade(workshop, made.output().strip());
        }
    }

    private static RunAs.Outcome initdb(Path folder, Path workshop, PostgresPrograms programs, RunAs runAs) {
        var command =
                new ArrayList<>(List.of(folder.resolve("bin").resolve("initdb").toString(), "--username=" + OWNER));
        command.addAll(List.of("--pwfile=" + workshop.resolve("password"), "--auth=scram-sha-256"));
        command.addAll(List.of("--data-checksums", "--encoding=UTF8", "--no-instructions", "--no-sync"));
        command.addAll(locale(programs.major()));
        command.addAll(passwords(programs.major()));
        command.add(workshop.resolve("cluster").toString());
        Path passable = Objects.requireNonNull(workshop.getParent());
        return RunAs.Outcome.of(runAs.command(passable, command));
    }

    /// The same order of letters on every machine and in every version of its C library.
    private static List<String> locale(int major) {
        return major >= FIRST_WITH_BUILTIN_LOCALE
                ? List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
                : List.of("--locale=C");
    }

    /// Slow hashing protects passwords that people think of. Those here are random, 256 bits and more: nobody finds one
    /// by guessing, and slow hashing would only cost each connection the 10 ms of it, most of them while starting.
    private static List<String> passwords(int major) {
        return major >= FIRST_WITH_SCRAM_ITERATIONS ? List.of("--set=scram_iterations=1") : List.of();
    }

    private static CannotStart notMade(Path workshop, String said) {
        if (DiskFull.isSaidBy(said)) {
            return DiskFull.at(workshop, null);
        }
        if (NamelessUser.isWhy(said)) {
            return new CannotStart(
                    "The embedded PostgreSQL could not prepare its data: the user that runs it has no name on this machine (%s)."
                            .formatted(said),
                    "Give the user an entry in /etc/passwd, or name a PostgreSQL 15 or newer with MUSTER_DATABASE_URL.",
                    new IllegalStateException(said));
        }
        String last = said.substring(said.lastIndexOf('\n') + 1);
        return new CannotStart(
                "The embedded PostgreSQL could not prepare its data below %s (%s)."
                        .formatted(workshop.getParent(), last),
                "Choose another folder with --data, or name a PostgreSQL 15 or newer with MUSTER_DATABASE_URL.",
                new IllegalStateException(said));
    }

    private static void refuseOtherMajor(Path folder, PostgresPrograms programs) throws IOException {
        String stored = Files.readString(folder.resolve("PG_VERSION")).strip();
        if (!stored.equals(String.valueOf(programs.major()))) {
            throw new CannotStart(
                    "The data in %s was written by PostgreSQL %s, and this Muster brings %d."
                            .formatted(folder, stored, programs.major()),
                    "Move it to the new version as docs/operations.md describes, or start the Muster it belongs to.");
        }
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static void store(String password, Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new CannotStart(
                    "The password of the embedded PostgreSQL is missing: %s is not there.".formatted(file),
                    "Put the file back from the backup of the data folder.");
        }
        return Files.readString(file);
    }
}
