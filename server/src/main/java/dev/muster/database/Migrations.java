package dev.muster.database;

import java.sql.Connection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Brings the tables to the shape this version needs, as their owner, before anything else asks for them.
final class Migrations {
    /// Of the rooms whose tables they change.
    private static final JavaMigration[] STEPS_IN_JAVA = ServiceLoader.load(JavaMigration.class).stream()
            .map(ServiceLoader.Provider::get)
            .toArray(JavaMigration[]::new);

    private final DatabaseLogin owner;
    private final String appRole;
    private boolean upToDate;

    /// @param appRole receives the rights that migrations grant to `${app_role}`
    Migrations(DatabaseLogin owner, String appRole) {
        this.owner = owner;
        this.appRole = appRole;
    }

    /// Looks only: a program must not work with tables that a later one has shaped. When it finds that no migration
    /// is due, [#apply] need not look again.
    ///
    /// @param asOwner looked over
    /// @throws CannotStart when the tables were made by a newer Muster
    void refuseNewer(Connection asOwner) {
        MigrationInfo[] all = configured()
                .dataSource(new SingleConnectionDataSource(asOwner, true))
                .load()
                .info()
                .all();
        if (Arrays.stream(all).anyMatch(Migrations::isFromTheFuture)) {
            throw new CannotStart(
                    "The tables at %s were made by a newer Muster (step %s; this one knows up to %s) and were not touched."
                            .formatted(
                                    owner.url(),
                                    newest(all, Migrations::isFromTheFuture),
                                    newest(all, it -> !isFromTheFuture(it))),
                    "Start the newer version, or put back the backup that was taken before the upgrade.");
        }
        upToDate = Arrays.stream(all).allMatch(Migrations::isAppliedAsItStands);
    }

    /// Servers that start together take turns.
    void apply() {
        if (!upToDate) {
            migrate(configured());
        }
    }

    /// As [#apply], but no further than an earlier schema, for data that was written under it.
    ///
    /// @param schema version of that schema's last migration
    void applyUpTo(String schema) {
        migrate(configured().target(MigrationVersion.fromVersion(schema)));
    }

    /// Takes away everything that migrations have made.
    void undo() {
        configured().cleanDisabled(false).load().clean();
    }

    /// Version of the last migration that this program brings; needs no more than a login.
    String newest() {
        return newest(configured().load().info().all(), it -> it.getState().isResolved());
    }

    private void migrate(FluentConfiguration configuration) {
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

    private static boolean isAppliedAsItStands(MigrationInfo step) {
        return step.getState() == MigrationState.SUCCESS
                && step.isChecksumMatching()
                && step.isDescriptionMatching()
                && step.isTypeMatching();
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

    private FluentConfiguration configured() {
        return Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration")
                .javaMigrations(STEPS_IN_JAVA)
                .placeholders(Map.of("app_role", AppRole.quoted(appRole)))
                .validateMigrationNaming(true);
    }

    private static String firstLine(@Nullable String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
