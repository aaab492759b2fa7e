package dev.muster.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// An empty database that a backup is put into. Until [#keep] nothing of it counts: [#close] leaves the data folder or
/// the external database as empty as it was.
public interface RestoreTarget extends AutoCloseable {

    /// The place that a server with this folder and environment would work on.
    ///
    /// @param environment `MUSTER_DATABASE_URL` and its companions name an external one
    /// @throws CannotStart when there is data in it already
    static RestoreTarget open(Path folder, Map<String, String> environment) {
        DatabaseSettings settings = OperatorDatabase.settings(environment);
        return settings.isExternal() ? EmptyDatabase.open(settings) : EmptyFolder.open(folder);
    }

    /// A connection of the tables' owner.
    Connection connect() throws SQLException;

    /// Version of the last migration that this program knows.
    String newestSchema();

    /// Makes the tables as an earlier schema had them.
    void makeTables(String schema);

    /// Brings the tables to the schema of this program.
    void bringUpToDate();

    /// What was restored stays.
    void keep();

    /// Ends the work; takes everything back unless it was kept.
    @Override
    void close();
}
