package dev.muster.backup;

import dev.muster.audit.AuditTrail;
import dev.muster.database.CannotStart;
import dev.muster.database.RestoreTarget;
import dev.muster.tenant.Restorations;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Puts a backup into an empty database, all of it or nothing: the rows come in one transaction, which is committed
/// only after every table was read back and found to be what the backup says.
///
/// @param masterKey where the server will look for its key; written when the backup brings one
public record Restore(BackupFile file, @Nullable Passphrase passphrase, MasterKeyFile masterKey) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What came back.
    ///
    /// @param needsKey whether the master key was neither in the backup nor is in its place
    public record Restored(Manifest manifest, Summary summary, boolean needsKey) {
        /// The database's time at which the backup was taken, and by which Muster.
        public String origin() {
            return "taken %s by Muster %s from PostgreSQL %s"
                    .formatted(manifest.at(), manifest.program(), manifest.postgresql());
        }
    }

    /// Looks at the beginning, before any database is prepared.
    ///
    /// @throws NotDone when the passphrase is not the one it was encrypted with
    public void refuseUnlessReadable() {
        try (ZipInputStream entries = file.open(passphrase)) {
            manifest(entries);
        } catch (IOException e) {
            throw inconsistent(String.valueOf(e.getMessage()), e);
        }
    }

    /// @throws NotDone or CannotStart with the reason in words; the target is as empty as it was once it is closed
    public Restored into(RestoreTarget target, Progress progress) {
        try (ZipInputStream entries = file.open(passphrase)) {
            Manifest manifest = manifest(entries);
            refuseNewer(manifest, target.newestSchema());
            ZipEntry first = entries.getNextEntry();
            byte[] key = null;
            if (first != null && first.getName().equals(MasterKeyFile.ENTRY)) {
                key = entries.readNBytes(MasterKeyFile.LARGEST);
                masterKey.refuseAnother(key);
                first = entries.getNextEntry();
            }
            target.makeTables(manifest.schema());
            Contents contents = load(target, manifest, entries, first, progress);
            target.bringUpToDate();
            note(target, manifest);
            gatherStatistics(target);
            keep(target, key);
            var summary = new Summary(contents.rows(), contents.tables().size(), file.bytes(), file.sha256());
            return new Restored(manifest, summary, manifest.tenant() == null && !masterKey.exists());
        } catch (SQLException e) {
            throw notTaken(e);
        } catch (IOException | JacksonException e) {
            throw inconsistent(String.valueOf(e.getMessage()), e);
        }
    }

    /// Lets a server with this data folder start on an earlier state of the audit records than it saw.
    public static void forgetHeads(Path folder) {
        try {
            AuditTrail.forgetHeads(folder);
        } catch (IOException e) {
            throw new NotDone(
                    "All is restored, but what a server in %s saw of the audit records could not be deleted (%s)."
                            .formatted(folder, e.getMessage()),
                    "Delete audit-heads there before you start the server.",
                    e);
        }
    }

    private Manifest manifest(ZipInputStream entries) {
        try {
            ZipEntry first = entries.getNextEntry();
            if (first == null || !first.getName().equals(Manifest.ENTRY)) {
                throw inconsistent("it does not begin with its manifest", null);
            }
            return JSON.readValue(entries.readAllBytes(), Manifest.class);
        } catch (IOException e) {
            throw file.isEncrypted() ? file.wrongPassphrase(e) : inconsistent(String.valueOf(e.getMessage()), e);
        }
    }

    private void refuseNewer(Manifest manifest, String newest) {
        if (manifest.format() != Manifest.FORMAT || Schema.of(manifest.schema()).isAfter(Schema.of(newest))) {
            throw new NotDone(
                    "%s was taken by Muster %s with schema %s, and this one knows schemas up to %s; nothing was restored."
                            .formatted(file.path(), manifest.program(), manifest.schema(), newest),
                    "Restore it with that Muster or a later one.");
        }
    }

    private Contents load(
            RestoreTarget target,
            Manifest manifest,
            ZipInputStream entries,
            @Nullable ZipEntry first,
            Progress progress)
            throws SQLException, IOException {
        try (Connection connection = target.connect()) {
            connection.setAutoCommit(false);
            wall(connection, "no force");
            Contents contents = rows(connection, manifest, entries, first, progress);
            compare(connection, manifest, contents, progress);
            wall(connection, "force");
            connection.commit();
            return contents;
        }
    }

    /// Lets the owner put rows of every tenant in, inside this transaction only. The lock that this takes keeps
    /// everybody else out.
    private static void wall(Connection connection, String force) throws SQLException {
        for (TableShape shape : TableShape.of(connection)) {
            if (shape.table().isWalled()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("alter table public.%s %s row level security"
                            .formatted(TableShape.quoted(shape.table().name()), force));
                }
            }
        }
    }

    private Contents rows(
            Connection connection,
            Manifest manifest,
            ZipInputStream entries,
            @Nullable ZipEntry first,
            Progress progress)
            throws SQLException, IOException {
        ZipEntry entry = first;
        var loaded = new ArrayList<Contents.Table>();
        for (Manifest.Table table : manifest.tables()) {
            if (entry == null || !entry.getName().equals(Backup.TABLES + table.name() + Backup.COPY)) {
                throw inconsistent("the rows of %s are missing".formatted(table.name()), null);
            }
            loaded.add(load(connection, table, entries, progress));
            entry = entries.getNextEntry();
        }
        if (entry == null || !entry.getName().equals(Contents.ENTRY)) {
            throw inconsistent("it does not end with its contents", null);
        }
        Contents written = JSON.readValue(entries.readAllBytes(), Contents.class);
        if (!written.equals(new Contents(loaded))) {
            throw inconsistent("rows are not what its contents say", null);
        }
        return written;
    }

    private Contents.Table load(Connection connection, Manifest.Table table, ZipInputStream entries, Progress progress)
            throws SQLException, IOException {
        Optional<StoredTable> known = StoredTable.named(table.name()).filter(StoredTable::isKept);
        if (known.isEmpty()) {
            throw inconsistent("a table %s is not kept by any Muster".formatted(table.name()), null);
        }
        var digesting = new Digesting(bytes -> progress.at("Restoring " + table.name(), bytes));
        long rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(TableShape.copyIn(table.name(), table.columns()), digesting.from(entries));
        return new Contents.Table(table.name(), rows, digesting.bytes(), digesting.sha256Hex());
    }

    /// Reads back what now stands in the database, as a backup would.
    private void compare(Connection connection, Manifest manifest, Contents contents, Progress progress)
            throws SQLException, IOException {
        Snapshot snapshot = Snapshot.of(connection, manifest.tenant(), progress);
        var there = new ArrayList<Contents.Table>();
        for (TableShape shape : snapshot.tables()) {
            there.add(snapshot.read(shape, OutputStream.nullOutputStream()));
        }
        List<Contents.Table> missing = contents.tables().stream()
                .filter(table -> !there.contains(table))
                .toList();
        if (!missing.isEmpty() || there.size() != contents.tables().size()) {
            throw inconsistent(
                    "read back from the database, %s differ"
                            .formatted(
                                    missing.stream().map(Contents.Table::name).toList()),
                    null);
        }
    }

    /// For the record of every tenant, which the first server tells: it has the key.
    private void note(RestoreTarget target, Manifest manifest) throws SQLException {
        try (Connection connection = target.connect()) {
            Restorations.note(
                    JdbcClient.create(new SingleConnectionDataSource(connection, true)),
                    manifest.at(),
                    manifest.program(),
                    file.sha256());
        }
    }

    private static void gatherStatistics(RestoreTarget target) throws SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    private void keep(RestoreTarget target, byte @Nullable [] key) throws IOException {
        boolean written = key != null && masterKey.write(key);
        try {
            target.keep();
        } catch (CannotStart e) {
            if (written) {
                Files.delete(masterKey.path());
            }
            throw e;
        }
    }

    private NotDone notTaken(SQLException e) {
        return new NotDone(
                "The database did not take what %s holds (%s); nothing was restored."
                        .formatted(file.path(), e.getMessage()),
                "See that the disk is not full and that nobody else uses the database, then restore again.",
                e);
    }

    private NotDone inconsistent(String how, @Nullable Exception cause) {
        return new NotDone(
                "%s contradicts itself: %s. Nothing was restored.".formatted(file.path(), how),
                "Use another backup.",
                cause);
    }
}
