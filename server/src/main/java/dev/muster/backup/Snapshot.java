package dev.muster.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// All rows as one transaction sees them, read tenant by tenant: the wall stands before the owner too. The caller
/// begins the transaction, repeatable read, and ends it.
final class Snapshot {
    /// The text of a value is the same in every database and at every client.
    private static final String SAME_TEXT = """
            select set_config('TimeZone', 'UTC', true),
                   set_config('DateStyle', 'ISO, YMD', true),
                   set_config('IntervalStyle', 'iso_8601', true),
                   set_config('bytea_output', 'hex', true),
                   set_config('extra_float_digits', '3', true),
                   set_config('statement_timeout', '0', true),
                   set_config('idle_in_transaction_session_timeout', '0', true)
            """;
    private static final String NAME_TENANT = """
            select set_config('app.tenant', ?, true)
            """;
    private static final String TENANTS = """
            select id
              from tenant
             where slug = coalesce(?, slug)
             order by id
            """;
    private static final String NOW = """
            select transaction_timestamp()
            """;
    private static final String SCHEMA = """
            select version
              from flyway_schema_history
             where success
               and version is not null
             order by string_to_array(version, '.')::int[] desc
             limit 1
            """;

    private final Connection connection;
    private final Progress progress;
    private final boolean export;
    private final List<UUID> tenants;

    private Snapshot(Connection connection, Progress progress, boolean export, List<UUID> tenants) {
        this.connection = connection;
        this.progress = progress;
        this.export = export;
        this.tenants = tenants;
    }

    /// @param tenant short name of the only one whose rows are wanted; none for all
    /// @throws NotDone when there is no such tenant
    static Snapshot of(Connection connection, @Nullable String tenant, Progress progress) throws SQLException {
        try (PreparedStatement same = connection.prepareStatement(SAME_TEXT)) {
            same.execute();
        }
        List<UUID> tenants = tenants(connection, tenant);
        if (tenant != null && tenants.isEmpty()) {
            throw new NotDone(
                    "There is no tenant %s.".formatted(tenant), "List their short names with muster tenant list.");
        }
        return new Snapshot(connection, progress, tenant != null, tenants);
    }

    /// Version of the last migration.
    String schema() throws SQLException {
        return one(SCHEMA, String.class);
    }

    /// The database's time at the beginning of the transaction.
    Instant at() throws SQLException {
        return one(NOW, OffsetDateTime.class).toInstant();
    }

    /// What there is to read.
    List<TableShape> tables() throws SQLException {
        return TableShape.of(connection).stream()
                .filter(table -> !export || table.isExported())
                .toList();
    }

    /// Copies one table's rows and tells what they were.
    Contents.Table read(TableShape shape, OutputStream out) throws SQLException, IOException {
        String name = shape.table().name();
        var digesting = new Digesting(bytes -> progress.at("Reading " + name, bytes));
        OutputStream through = digesting.into(out);
        String sql = shape.copyOut(export);
        long rows = 0;
        for (UUID tenant : shape.table().isWalled() || export ? tenants : NOBODY) {
            enter(tenant);
            rows += connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, through);
        }
        return new Contents.Table(name, rows, digesting.bytes(), digesting.sha256Hex());
    }

    /// Shared tables are read once, for no tenant.
    private static final List<UUID> NOBODY = List.of(new UUID(0, 0));

    private void enter(UUID tenant) throws SQLException {
        try (PreparedStatement enter = connection.prepareStatement(NAME_TENANT)) {
            enter.setString(1, tenant.toString());
            enter.execute();
        }
    }

    private static List<UUID> tenants(Connection connection, @Nullable String slug) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TENANTS)) {
            statement.setString(1, slug);
            try (ResultSet rows = statement.executeQuery()) {
                var ids = new ArrayList<UUID>();
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
                return List.copyOf(ids);
            }
        }
    }

    private <T> T one(String sql, Class<T> type) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, type);
        }
    }
}
