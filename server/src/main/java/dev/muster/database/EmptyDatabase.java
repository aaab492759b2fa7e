package dev.muster.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// An external database, or the one on an embedded server that was just prepared. A restore that was killed leaves
/// tables without a row, which the next one clears away.
final class EmptyDatabase implements RestoreTarget {
    private static final String THINGS = """
            select count(*)
              from pg_class c
             where c.relnamespace = 'public'::regnamespace
               and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
               and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
            """;
    /// Every Muster that was ever started has a row in one of them.
    private static final List<String> FIRST_FILLED = List.of("tenant", "app_user", "master_key_check");
    private static final String IS_THERE = """
            select count(*)
              from pg_class c
             where c.relnamespace = 'public'::regnamespace
               and c.relname = '%s'
            """;

    private final DatabaseLogin owner;
    private final AppRole role;
    private final Migrations migrations;
    private boolean touched;
    private boolean kept;

    private EmptyDatabase(DatabaseLogin owner, AppRole role, boolean touched) {
        this.owner = owner;
        this.role = role;
        this.migrations = new Migrations(owner, role.login().user());
        this.touched = touched;
    }

    static EmptyDatabase open(DatabaseSettings settings) {
        return open(ExternalDatabase.owner(settings), settings);
    }

    static EmptyDatabase open(DatabaseLogin owner, DatabaseSettings settings) {
        return AppRole.asOwner(owner, connection -> {
            boolean left = refuseUnlessEmpty(connection, owner);
            AppRole role = AppRole.of(connection, owner, settings);
            role.prepare(connection);
            return new EmptyDatabase(owner, role, left);
        });
    }

    @Override
    public Connection connect() throws SQLException {
        return owner.connect();
    }

    @Override
    public String newestSchema() {
        return migrations.newest();
    }

    @Override
    public void makeTables(String schema) {
        if (touched) {
            migrations.undo();
        }
        touched = true;
        migrations.applyUpTo(schema);
    }

    @Override
    public void bringUpToDate() {
        migrations.apply();
        role.keepPassword();
    }

    @Override
    public void keep() {
        kept = true;
    }

    @Override
    public void close() {
        if (touched && !kept) {
            migrations.undo();
        }
    }

    /// @return whether an earlier restore left its tables behind
    private static boolean refuseUnlessEmpty(Connection connection, DatabaseLogin owner) {
        try {
            if (number(connection, THINGS) == 0) {
                return false;
            }
            if (isThere(connection, "flyway_schema_history") && !isFilled(connection)) {
                return true;
            }
        } catch (SQLException e) {
            throw new CannotStart(
                    "The database at %s could not be looked at (%s).".formatted(owner.url(), e.getMessage()),
                    "Check the database's own log, then restore again.",
                    e);
        }
        throw new CannotStart(
                "The database at %s is not empty, and a backup is restored into an empty one only."
                        .formatted(owner.url()),
                "Create another database and name it with MUSTER_DATABASE_URL; nothing was changed in this one.");
    }

    private static boolean isFilled(Connection connection) throws SQLException {
        for (String table : FIRST_FILLED) {
            if (isThere(connection, table) && number(connection, "select count(*) from " + table) > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(Connection connection, String table) throws SQLException {
        return number(connection, IS_THERE.formatted(table)) > 0;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
