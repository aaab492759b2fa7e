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
///
/// @param owner       of the database
/// @param login       as whom the application enters
/// @param isOperators whether the operator made it, who then looks after its password
/// @param isKept      whether the database keeps its password
record AppRole(DatabaseLogin owner, DatabaseLogin login, boolean isOperators, boolean isKept) {
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

    /// What a connection of the owner's is wanted for.
    interface OwnersWork<T> {
        T with(Connection asOwner) throws SQLException;
    }

    /// Does all of it over one connection: each is a process of PostgreSQL, and a start would otherwise open a dozen.
    static <T> T asOwner(DatabaseLogin owner, OwnersWork<T> work) {
        try (Connection connection = owner.connect()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw notMade(owner, e);
        }
    }

    /// The operator's own, or the one that the owner makes. Nothing is changed yet.
    static AppRole of(Connection asOwner, DatabaseLogin owner, DatabaseSettings settings) throws SQLException {
        String chosen = settings.appUser();
        if (chosen != null) {
            String password = settings.appPassword();
            return new AppRole(owner, owner.as(chosen, password == null ? "" : password), true, false);
        }
        String name = PREFIX + text(asOwner, NUMBER).orElseThrow();
        Optional<String> kept = "true".equals(text(asOwner, KEEPS_A_PASSWORD).orElseThrow())
                ? text(asOwner, KEPT_PASSWORD, name)
                : Optional.empty();
        String password = kept.orElseGet(() -> derivedPassword(owner.password()));
        return new AppRole(owner, owner.as(name, password), false, kept.isPresent());
    }

    /// Makes or repairs the role, unless it is the operator's own, and gives it the rights of the one that this
    /// database's tables were worked with before. Other roles stay as they are: an older server may still run.
    ///
    /// @throws CannotStart also when it has no right to work with the tables that are there
    void prepare(Connection asOwner) throws SQLException {
        if (!isOperators && text(asOwner, KNOWN, login.user()).isEmpty()) {
            make(asOwner);
        }
        try (Connection connection = enter(asOwner)) {
            refusePowers(connection, login);
            AppRights.takeOver(connection, asOwner, login);
        }
    }

    /// Keeps the password for servers that start later, with whatever password of the owner.
    void keepPassword() {
        if (isOperators || isKept) {
            return;
        }
        asOwner(owner, connection -> {
            try (PreparedStatement keep = connection.prepareStatement(KEEP_PASSWORD)) {
                keep.setString(1, login.user());
                keep.setString(2, login.password());
                return keep.executeUpdate();
            }
        });
    }

    /// As it stands in SQL: quoted.
    static String quoted(String role) {
        try {
            return Utils.escapeIdentifier(null, role).toString();
        } catch (SQLException e) {
            throw new CannotStart("MUSTER_DATABASE_APP_USER is not the name of a role.", "Correct it.", e);
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
    private void make(Connection asOwner) throws SQLException {
        try {
            execute(asOwner, "create role %s login password %s");
        } catch (SQLException e) {
            if (!DUPLICATE_OBJECT.equals(e.getSQLState()) && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /// With the password set again where it no longer fits.
    private Connection enter(Connection asOwner) throws SQLException {
        try {
            return login.connect();
        } catch (SQLException e) {
            if (isOperators || !INVALID_PASSWORD.equals(e.getSQLState())) {
                throw cannotEnter(e);
            }
        }
        execute(asOwner, "alter role %s login password %s");
        try {
            return login.connect();
        } catch (SQLException e) {
            throw cannotEnter(e);
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

    private CannotStart cannotEnter(SQLException e) {
        return new CannotStart(
                "The application's database role %s cannot enter %s (%s)."
                        .formatted(login.user(), login.url(), e.getMessage()),
                "Let it connect in pg_hba.conf, and in the pool if there is one, as the owner does; or correct MUSTER_DATABASE_APP_USER and"
                        + " MUSTER_DATABASE_APP_PASSWORD.",
                e);
    }

    private CannotStart mayNotMake(SQLException e) {
        return new CannotStart(
                "User %s may not make the role that Muster works as.".formatted(owner.user()),
                """
                Let an administrator of the database run: create role %1$s login password 'choose one'; \
                then set MUSTER_DATABASE_APP_USER=%1$s and MUSTER_DATABASE_APP_PASSWORD.\
                """.formatted(login.user()),
                e);
    }

    private static CannotStart notMade(DatabaseLogin owner, SQLException e) {
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
    private void execute(Connection asOwner, String sql) throws SQLException {
        try (Statement statement = asOwner.createStatement()) {
            statement.execute(sql.formatted(quoted(login.user()), "'" + login.password() + "'"));
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw mayNotMake(e);
            }
            throw e;
        }
    }
}
