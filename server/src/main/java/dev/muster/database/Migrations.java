package dev.muster.database;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/// Brings the tables to the shape this version needs, as their owner, before anything else asks for them.
final class Migrations {
    private Migrations() {}

    /// Servers that start together take turns.
    ///
    /// @param app receives the rights that migrations grant to `${app_role}`
    static void apply(DatabaseLogin owner, DatabaseLogin app) {
        try {
            Flyway.configure()
                    .dataSource(owner.url(), owner.user(), owner.password())
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("app_role", AppRole.quoted(app.user())))
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new CannotStart(
                    "The tables at %s could not be brought to this version (%s)."
                            .formatted(owner.url(), firstLine(e.getMessage())),
                    "They are as they were; the log file says which step failed. Start the earlier version meanwhile.",
                    e);
        }
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
