package dev.muster.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.core.Utils;

/// The role the application works as: it owns nothing, cannot pass row-level security, and holds only the rights that
/// migrations grant. The owner makes it.
///
/// Roles belong to a whole PostgreSQL, databases do not: the role bears the number of its database, so that two Musters
/// on one PostgreSQL leave each other's alone. Its password follows from the owner's when it is made and is then kept
/// in the database, where only the owner reads it: all servers agree, also while the owner's password is being changed.
final class AppRole {
    private static final String PREFIX = "muster_app_";

    private static final String PASSWORD_LABEL = "muster: password of the application's database role";
    private static final String INVALID_PASSWORD = "28P01";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String DUPLICATE_OBJECT = "42710";
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String KNOWN = """
            select rolname
              from pg_roles
             where rolname = ?
            """;
    private static final String NUMBER = """
            select oid
              from pg_database
             where datname = current_database()
            """;
    private static final String KEEPS_A_PASSWORD = """
            select (to_regclass('application_role') is not null)::text
            """;
    private static final String KEPT_PASSWORD = """
            select password
              from application_role
             where name = ?
            """;
    private static final String KEEP_PASSWORD = """
            insert into application_role (name, password)
            values (?, ?)
            on conflict (name) do nothing
            """;
    private static final String POWERS = """
            select rolsuper or rolbypassrls
                   or exists (select 1 from pg_class where relowner = pg_roles.oid and relpersistence <> 't')
              from pg_roles
             where rolname = current_user
            """;

    private AppRole() {}

    /// The application's login: the operator's own, or the one that the owner makes. Nothing is changed yet.
    static DatabaseLogin login(DatabaseLogin owner, DatabaseSettings settings) {
        String chosen = settings.appUser();
        if (chosen != null) {
            String password = settings.appPassword();
            return owner.as(chosen, password == null ? "" : password);
        }
        try (Connection connection = owner.connect()) {
            String name = PREFIX + text(connection, NUMBER).orElseThrow();
            Optional<String> kept =
                    "true".equals(text(connection, KEEPS_A_PASSWORD).orElseThrow())
                            ? text(connection, KEPT_PASSWORD, name)
                            : Optional.empty();
            return owner.as(name, kept.orElseGet(() -> derivedPassword(owner.password())));
        } catch (SQLException e) {
            throw notMade(owner, e);
        }
    }

    /// Makes or repairs the role, unless it is the operator's own, and gives it the rights of the one that this
    /// database's tables were worked with before. Other roles stay as they are: an older server may still run.
    static void prepare(DatabaseLogin owner, DatabaseLogin app, DatabaseSettings settings) {
        if (settings.appUser() == null) {
            makeOrRepair(owner, app);
        }
        try (Connection connection = app.connect()) {
            refusePowers(connection, app);
            AppRights.takeOver(connection, owner, app);
        } catch (SQLException e) {
            throw cannotEnter(app, e);
        }
    }

    /// Keeps the password for servers that start later, with whatever password of the owner.
    static void keepPassword(DatabaseLogin owner, DatabaseLogin app, DatabaseSettings settings) {
        if (settings.appUser() != null) {
            return;
        }
        try (Connection connection = owner.connect();
                PreparedStatement keep = connection.prepareStatement(KEEP_PASSWORD)) {
            keep.setString(1, app.user());
            keep.setString(2, app.password());
            keep.executeUpdate();
        } catch (SQLException e) {
            throw notMade(owner, e);
        }
    }

    /// As it stands in SQL: quoted.
    static String quoted(String role) {
        try {
            return Utils.escapeIdentifier(null, role).toString();
        } catch (SQLException e) {
            throw new CannotStart("MUSTER_DATABASE_APP_USER is not the name of a role.", "Correct it.", e);
        }
    }

    static void makeOrRepair(DatabaseLogin owner, DatabaseLogin app) {
        try (Connection connection = owner.connect()) {
            if (text(connection, KNOWN, app.user()).isEmpty()) {
                make(connection, app);
            } else if (isLockedOut(app)) {
                execute(connection, "alter role %s login password %s", app);
            }
        } catch (SQLException e) {
            throw INSUFFICIENT_PRIVILEGE.equals(e.getSQLState()) ? mayNotMake(owner, app, e) : notMade(owner, e);
        }
    }

    /// The first column of the first row, if there is one.
    static Optional<String> text(Connection connection, String question, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
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

    static CannotStart cannotEnter(DatabaseLogin app, SQLException e) {
        return new CannotStart(
                "The application's database role %s cannot enter %s (%s)."
                        .formatted(app.user(), app.url(), e.getMessage()),
                "Let it connect in pg_hba.conf, and in the pool if there is one, as the owner does; or correct MUSTER_DATABASE_APP_USER and"
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

    static CannotStart notMade(DatabaseLogin owner, SQLException e) {
        return new CannotStart(
                "The role that Muster works as could not be prepared at %s (%s)."
                        .formatted(owner.url(), e.getMessage()),
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
