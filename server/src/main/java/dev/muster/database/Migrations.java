package dev.muster.database;

import java.util.Arrays;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/// Brings the tables to the shape this version needs, as their owner, before anything else asks for them.
final class Migrations {
    private Migrations() {}

    /// Servers that start together take turns.
    ///
    /// @param app receives the rights that migrations grant to `${app_role}`
    static void apply(DatabaseLogin owner, DatabaseLogin app) {
        migrate(owner, configured(owner, app));
    }

    /// As [#apply], but no further than an earlier schema, for data that was written under it.
    ///
    /// @param schema version of that schema's last migration
    static void applyUpTo(DatabaseLogin owner, DatabaseLogin app, String schema) {
        migrate(owner, configured(owner, app).target(MigrationVersion.fromVersion(schema)));
    }

    /// Takes away everything that migrations have made.
    static void undo(DatabaseLogin owner, DatabaseLogin app) {
        configured(owner, app).cleanDisabled(false).load().clean();
    }

    /// Version of the last migration that this program brings; needs no more than a login.
    static String newest(DatabaseLogin owner, DatabaseLogin app) {
        return Arrays.stream(configured(owner, app).load().info().all())
                .filter(it -> it.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo)
                .orElseThrow()
                .getVersion();
    }

    private static void migrate(DatabaseLogin owner, FluentConfiguration configuration) {
        try {
            configuration.load().migrate();
        } catch (FlywayException e) {
            throw new CannotStart(
                    "The tables at %s could not be brought to this version (%s)."
                            .formatted(owner.url(), firstLine(e.getMessage())),
                    "They are as they were; the log file says which step failed. Start the earlier version meanwhile.",
                    e);
        }
    }

    private static FluentConfiguration configured(DatabaseLogin owner, DatabaseLogin app) {
        return Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration")
                .placeholders(Map.of("app_role", AppRole.quoted(app.user())))
                .validateMigrationNaming(true);
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
