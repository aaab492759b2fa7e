package dev.muster.tenant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/// The step that brings the e-mails of an earlier release to the form of [EmailAddress]. PostgreSQL could not: how it
/// lowers letters depends on the database.
public final class CanonicalEmails implements JavaMigration {
    private static final String ALL = """
            select id, email
              from app_user
               for update
            """;
    private static final String SET = """
            update app_user
               set email_key = ?
             where id = ?
            """;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("127");
    }

    @Override
    public String getDescription() {
        return "canonical emails";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (PreparedStatement all = connection.prepareStatement(ALL);
                ResultSet users = all.executeQuery();
                PreparedStatement set = connection.prepareStatement(SET)) {
            while (users.next()) {
                set.setString(1, new EmailAddress(users.getString("email")).canonical());
                set.setObject(2, users.getObject("id"));
                set.addBatch();
            }
            set.executeBatch();
        }
    }
}
