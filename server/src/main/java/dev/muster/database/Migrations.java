package dev.muster.database;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/// Brings the tables to the shape this version needs, as their owner, before anything else asks for them.
final class Migrations {
    private final DatabaseLogin owner;
    private final Flyway flyway;

    /// @param appRole receives the rights that migrations grant to `${app_role}`
    Migrations(DatabaseLogin owner, String appRole) {
        this.owner = owner;
        this.flyway = Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration")
                .placeholders(Map.of("app_role", AppRole.quoted(appRole)))
                .validateMigrationNaming(true)
                .load();
    }

    /// Looks only: a program must not work with tables that a later one has shaped.
    ///
    /// @throws CannotStart when the tables were made by a newer Muster
    void refuseNewer() {
        MigrationInfo[] all = flyway.info().all();
        if (Arrays.stream(all).anyMatch(Migrations::isFromTheFuture)) {
            throw new CannotStart(
                    "The tables at %s were made by a newer Muster (step %s; this one knows up to %s) and were not touched."
                            .formatted(
                                    owner.url(),
                                    newest(all, Migrations::isFromTheFuture),
                                    newest(all, it -> !isFromTheFuture(it))),
                    "Start the newer version, or put back the backup that was taken before the upgrade.");
        }
    }

    /// Servers that start together take turns.
    void apply() {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new CannotStart(
                    "The tables at %s could not be brought to this version (%s)."
                            .formatted(owner.url(), firstLine(e.getMessage())),
                    "They are as they were; the log file says which step failed. Start the earlier version meanwhile.",
                    e);
        }
    }

    private static boolean isFromTheFuture(MigrationInfo step) {
        return step.getState() == MigrationState.FUTURE_SUCCESS || step.getState() == MigrationState.FUTURE_FAILED;
    }

    private static String newest(MigrationInfo[] all, Predicate<MigrationInfo> wanted) {
        return Arrays.stream(all)
                .filter(it -> it.isVersioned() && wanted.test(it))
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .map(MigrationVersion::toString)
                .orElse("none");
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
