package dev.muster.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.core.Utils;

/// The role the application works as: it owns nothing, cannot pass row-level security, and holds only the rights that
/// migrations grant. The owner makes it; its password follows from the owner's, so that several servers agree.
final class AppRole {
    static final String NAME = "muster_app";

    private static final String PASSWORD_LABEL = "muster: password of the application's database role";
    private static final String INVALID_PASSWORD = "28P01";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String DUPLICATE_OBJECT = "42710";
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String KNOWN = """
            select count(*)
              from pg_roles
             where rolname = ?
            """;
    private static final String POWERS = """
            select rolsuper or rolbypassrls
                   or exists (select 1 from pg_class where relowner = pg_roles.oid and relpersistence <> 't')
              from pg_roles
             where rolname = current_user
            """;

    private static final String RIGHTS = """
            select has_table_privilege('scheduled_tasks', 'select')
            """;

    private AppRole() {}

    /// The application's login: the operator's own, or the role that the owner makes or repairs here.
    static DatabaseLogin prepared(DatabaseLogin owner, DatabaseSettings settings) {
        DatabaseLogin app = login(owner, settings);
        if (settings.appUser() == null) {
            makeOrRepair(owner, app);
        }
        try (Connection connection = app.connect()) {
            refusePowers(connection, app);
        } catch (SQLException e) {
            throw cannotEnter(app, e);
        }
        return app;
    }

    /// As it stands in SQL: quoted.
    static String quoted(String role) {
        try {
            return Utils.escapeIdentifier(null, role).toString();
        } catch (SQLException e) {
            throw new CannotStart("MUSTER_DATABASE_APP_USER is not the name of a role.", "Correct it.", e);
        }
    }

    private static DatabaseLogin login(DatabaseLogin owner, DatabaseSettings settings) {
        if (settings.appUser() == null) {
            return owner.as(NAME, derivedPassword(owner.password()));
        }
        String password = settings.appPassword();
        return owner.as(settings.appUser(), password == null ? "" : password);
    }

    /// Rights are granted to the role that was named when the tables were made.
    static void refuseWithoutRights(DatabaseLogin app) {
        try (Connection connection = app.connect();
                Statement statement = connection.createStatement();
                ResultSet rights = statement.executeQuery(RIGHTS)) {
            if (rights.next() && !rights.getBoolean(1)) {
                throw new CannotStart(
                        "The application's database role %s has no rights on Muster's tables, made for another role."
                                .formatted(app.user()),
                        "Give it that role's rights (grant %s to %s), or name that role with MUSTER_DATABASE_APP_USER."
                                .formatted(NAME, quoted(app.user())));
            }
        } catch (SQLException e) {
            throw cannotEnter(app, e);
        }
    }

    static void makeOrRepair(DatabaseLogin owner, DatabaseLogin app) {
        try (Connection connection = owner.connect()) {
            if (!exists(connection, app.user())) {
                make(connection, app);
            } else if (isLockedOut(app)) {
                execute(connection, "alter role %s login password %s", app);
            }
        } catch (SQLException e) {
            throw INSUFFICIENT_PRIVILEGE.equals(e.getSQLState()) ? mayNotMake(owner, app, e) : notMade(owner, app, e);
        }
    }

    private static boolean exists(Connection connection, String role) throws SQLException {
        try (PreparedStatement known = connection.prepareStatement(KNOWN)) {
            known.setString(1, role);
            try (ResultSet count = known.executeQuery()) {
                return count.next() && count.getInt(1) > 0;
            }
        }
    }

    /// Another server may make it in the same moment, with the same password.
    private static void make(Connection connection, DatabaseLogin app) throws SQLException {
        try {
            execute(connection, "create role %s login password %s", app);
        } catch (SQLException e) {
            if (!DUPLICATE_OBJECT.equals(e.getSQLState()) && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static boolean isLockedOut(DatabaseLogin app) throws SQLException {
        try (Connection connection = app.connect()) {
            return !connection.isValid(1);
        } catch (SQLException e) {
            if (INVALID_PASSWORD.equals(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    private static void refusePowers(Connection connection, DatabaseLogin app) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet powers = statement.executeQuery(POWERS)) {
            if (powers.next() && powers.getBoolean(1)) {
                throw new CannotStart(
                        """
                        The application's database role %s could see every tenant: \
                        it is a superuser, passes row-level security or owns tables.\
                        """.formatted(app.user()),
                        "Run alter role %s nosuperuser nobypassrls, or name a plain role with MUSTER_DATABASE_APP_USER."
                                .formatted(quoted(app.user())));
            }
        }
    }

    private static CannotStart cannotEnter(DatabaseLogin app, SQLException e) {
        return new CannotStart(
                "The application's database role %s cannot enter %s (%s)."
                        .formatted(app.user(), app.url(), e.getMessage()),
                "Let it connect in pg_hba.conf as the owner does, or correct MUSTER_DATABASE_APP_USER and"
                        + " MUSTER_DATABASE_APP_PASSWORD.",
                e);
    }

    private static CannotStart mayNotMake(DatabaseLogin owner, DatabaseLogin app, SQLException e) {
        return new CannotStart(
                "User %s may not make the role that Muster works as.".formatted(owner.user()),
                """
                Let an administrator of the database run: create role %1$s login password 'choose one'; \
                then set MUSTER_DATABASE_APP_USER=%1$s and MUSTER_DATABASE_APP_PASSWORD.\
                """.formatted(app.user()),
                e);
    }

    private static CannotStart notMade(DatabaseLogin owner, DatabaseLogin app, SQLException e) {
        return new CannotStart(
                "The role %s could not be prepared at %s (%s).".formatted(app.user(), owner.url(), e.getMessage()),
                "Check the database's own log, then start again.",
                e);
    }

    private static String derivedPassword(String ownersPassword) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(("owner:" + ownersPassword).getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(hmac.doFinal(PASSWORD_LABEL.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /// Roles take no bind parameters. The derived password is hexadecimal and cannot end the literal.
    private static void execute(Connection connection, String sql, DatabaseLogin app) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(quoted(app.user()), "'" + app.password() + "'"));
        }
    }
}
