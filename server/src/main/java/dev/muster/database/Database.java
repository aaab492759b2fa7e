package dev.muster.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The database, ready for work: running, of a sufficient version, with this version's tables and the application's
/// role. The embedded server stops with it.
final class Database implements AutoCloseable {
    static final String NAME = "muster";
    private static final int CONNECTIONS = 10;
    /// One serves what a server does by itself; more are made within milliseconds when there is work.
    private static final int IDLE_CONNECTIONS = 1;
    private static final long VALIDATION_PATIENCE_MS = 900;
    private static final String CONNECT_WITHIN_SECONDS = "2";
    private static final String LOGIN_WITHIN_SECONDS = "5";
    /// Each connection is a process of PostgreSQL, which after a sync keeps eight megabytes of its own.
    private static final long IDLE_CONNECTION_LASTS_MS = 30_000;

    private final DatabaseLogin owner;
    private final DatabaseLogin app;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(DatabaseLogin owner, DatabaseLogin app, @Nullable EmbeddedPostgres embedded) {
        this.owner = owner;
        this.app = app;
        this.embedded = embedded;
    }

    /// @throws CannotStart with the reason in words
    static Database open(DatabaseSettings settings, DataFolder data) {
        return settings.isExternal() ? external(settings) : embedded(data);
    }

    static Database external(DatabaseSettings settings) {
        DatabaseLogin owner = ExternalDatabase.owner(settings);
        return prepared(owner, settings, null);
    }

    private static Database embedded(DataFolder data) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data, PostgresArchive.forThisMachine());
        try {
            createMissing(postgres.owner("postgres"));
            return prepared(postgres.owner(NAME), DatabaseSettings.embedded(), postgres);
        } catch (SQLException e) {
            postgres.close();
            throw new IllegalStateException("The embedded PostgreSQL could not make its database", e);
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static Database prepared(
            DatabaseLogin owner, DatabaseSettings settings, @Nullable EmbeddedPostgres postgres) {
        var prepared = AppRole.asOwner(owner, connection -> {
            AppRole role = AppRole.of(connection, owner, settings);
            var migrations = new Migrations(owner, role.login().user());
            migrations.refuseNewer(connection);
            role.prepare(connection);
            return new Prepared(role, migrations);
        });
        prepared.migrations().apply();
        prepared.role().keepPassword();
        return new Database(owner, prepared.role().login(), postgres);
    }

    /// What the tables are brought up to date with, once nothing speaks against it.
    private record Prepared(AppRole role, Migrations migrations) {}

    /// Knows from now on whether it answers.
    DatabaseWatch watch() {
        return DatabaseWatch.on(app);
    }

    /// A pool of connections for the application's work.
    HikariDataSource pool(DatabaseWatch watch) {
        var config = new HikariConfig();
        config.setPoolName("muster");
        config.setJdbcUrl(app.url());
        config.setUsername(app.user());
        config.setPassword(app.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(IDLE_CONNECTIONS);
        config.setConnectionTimeout(WatchedPool.SLICE.toMillis());
        config.setValidationTimeout(VALIDATION_PATIENCE_MS);
        config.addDataSourceProperty("connectTimeout", CONNECT_WITHIN_SECONDS);
        config.addDataSourceProperty("loginTimeout", LOGIN_WITHIN_SECONDS);
        config.setIdleTimeout(IDLE_CONNECTION_LASTS_MS);
        config.addDataSourceProperty("ApplicationName", "muster");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new WatchedPool(config, watch);
    }

    DatabaseLogin owner() {
        return owner;
    }

    DatabaseLogin app() {
        return app;
    }

    EmbeddedPostgres embedded() {
        return Objects.requireNonNull(embedded, "This database is not embedded");
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    /// The database itself, on an embedded server that has just been prepared.
    static void createMissing(DatabaseLogin owner) throws SQLException {
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            try (var known = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                if (known.next()) {
                    return;
                }
            }
            statement.execute("create database " + NAME);
        }
    }
}
