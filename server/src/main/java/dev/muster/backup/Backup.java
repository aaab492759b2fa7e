package dev.muster.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a backup of the whole Muster, or exports one tenant, into a file; memory does not grow with the data.
///
/// @param file       must not be there yet
/// @param tenant     short name of the only tenant wanted; none for all
/// @param passphrase to encrypt with; none to leave the file readable
/// @param masterKey  to put in beside the rows, only when they are encrypted; none to leave it out
/// @param program    version of this Muster
public record Backup(
        Path file,
        @Nullable String tenant,
        @Nullable Passphrase passphrase,
        @Nullable MasterKeyFile masterKey,
        String program) {
    static final String TABLES = "tables/";
    static final String COPY = ".copy";

    public Backup {
        if (masterKey != null && passphrase == null) {
            throw new NotDone(
                    "The master key goes into an encrypted backup only.",
                    "Add --encrypt, or leave out --with-secrets and keep the key file elsewhere.");
        }
    }

    /// Reads everything as it is at one moment. What others write meanwhile goes on undisturbed. The connection is left
    /// outside of a transaction.
    ///
    /// @throws NotDone with the reason in words; there is no file then
    public Summary take(Connection connection, Progress progress) {
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            Summary summary = write(connection, progress);
            connection.rollback();
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(true);
            return summary;
        } catch (SQLException e) {
            throw notRead(e);
        }
    }

    /// As [#take], in the caller's transaction, which is repeatable read.
    Summary write(Connection connection, Progress progress) throws SQLException {
        Snapshot snapshot = Snapshot.of(connection, tenant, progress);
        List<TableShape> tables = snapshot.tables();
        Manifest manifest = manifest(connection, snapshot, tables);
        try (BackupWriter writer = BackupWriter.to(file, passphrase)) {
            writer.json(Manifest.ENTRY, manifest);
            if (masterKey != null) {
                try (OutputStream entry = writer.entry(MasterKeyFile.ENTRY)) {
                    entry.write(masterKey.read());
                }
            }
            return writer.finish(rows(snapshot, tables, writer));
        } catch (IOException e) {
            throw BackupWriter.notWritten(file, e);
        }
    }

    private static Contents rows(Snapshot snapshot, List<TableShape> tables, BackupWriter writer)
            throws SQLException, IOException {
        var read = new ArrayList<Contents.Table>();
        for (TableShape shape : tables) {
            try (OutputStream entry = writer.entry(TABLES + shape.table().name() + COPY)) {
                read.add(snapshot.read(shape, entry));
            }
        }
        return new Contents(read);
    }

    private Manifest manifest(Connection connection, Snapshot snapshot, List<TableShape> tables) throws SQLException {
        return new Manifest(
                Manifest.FORMAT,
                program,
                snapshot.schema(),
                connection.getMetaData().getDatabaseProductVersion(),
                snapshot.at(),
                tenant,
                tables.stream()
                        .map(shape -> new Manifest.Table(shape.table().name(), shape.columns()))
                        .toList());
    }

    private NotDone notRead(SQLException e) {
        return new NotDone(
                "The database could not be read (%s), and %s was not written.".formatted(e.getMessage(), file),
                "See that it runs, that a Muster has been started on it once, and that its owner is the one named.",
                e);
    }
}
