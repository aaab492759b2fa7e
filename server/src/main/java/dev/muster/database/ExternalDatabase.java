package dev.muster.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.security.cert.CertificateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL that the operator names. Its faults are told in the operator's words: address, user, password,
/// version.
final class ExternalDatabase {
    private static final Logger log = LoggerFactory.getLogger(ExternalDatabase.class);
    private static final int OLDEST = 15;
    private static final String PROTOCOL_VIOLATION = "08P01";
    private static final String PERCENT =
            "write special characters of a password in it as %XX (@ is %40), or set MUSTER_DATABASE_PASSWORD instead";
    /// One or several, as `db:5432`, `a:5432,b:5432` or `[::1]`.
    private static final Pattern HOSTS =
            Pattern.compile("(?:(?:[^:,/@\\[\\]]+|\\[[0-9a-fA-F:.]+\\])(?::[0-9]{1,5})?(?:,|$))+");
    private static final Pattern NAME = Pattern.compile("/[^/@]+");
    private static final String EXAMPLE = "jdbc:postgresql://db.example.org:5432/muster";
    private static final String AUTHENTICATION_CLASS = "28";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String TOO_MANY_CONNECTIONS = "53300";

    private ExternalDatabase() {}

    /// The owner's login, proven by entering once.
    ///
    /// @throws CannotStart when the settings are wrong, nobody answers, or the server is too old
    static DatabaseLogin owner(DatabaseSettings settings) {
        DatabaseLogin login = login(settings);
        try (Connection connection = login.connect()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST) {
                throw new CannotStart(
                        "The database at %s is PostgreSQL %d, and Muster needs %d or newer."
                                .formatted(login.url(), major, OLDEST),
                        "Upgrade it, or name a newer one with MUSTER_DATABASE_URL.");
            }
            return PooledTransactions.arePooled(connection, login) ? fitted(login) : login;
        } catch (SQLException e) {
            throw refused(login, settings, e);
        }
    }

    private static DatabaseLogin fitted(DatabaseLogin login) {
        log.info("{} is reached through a pool of transactions: no prepared statements are kept there", login.url());
        DatabaseLogin fitted = PooledTransactions.withoutPreparedStatements(login);
        try (Connection connection = fitted.connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("select 1");
            connection.commit();
            return fitted;
        } catch (SQLException e) {
            throw new CannotStart(
                    "The pool at %s allows no transactions (%s).".formatted(login.url(), e.getMessage()),
                    "Give Muster's database pool_mode = transaction or session there.",
                    e);
        }
    }

    /// Takes apart an address of either form; user and password in it count when the settings name none.
    static DatabaseLogin login(DatabaseSettings settings) {
        URI address = address(String.valueOf(settings.url()).strip());
        String query = address.getRawQuery();
        String[] inUrl = userInfo(address).split(":", 2);
        String user =
                first(settings.user(), inUrl[0].isEmpty() ? parameter(query, PGProperty.USER) : decoded(inUrl[0]));
        String password = first(
                settings.password(), inUrl.length == 2 ? decoded(inUrl[1]) : parameter(query, PGProperty.PASSWORD));
        if (user == null) {
            throw new CannotStart(
                    "MUSTER_DATABASE_URL names no user.",
                    "Set MUSTER_DATABASE_USER and MUSTER_DATABASE_PASSWORD for the owner of the database.");
        }
        String url = "jdbc:postgresql://" + hosts(address) + address.getRawPath() + withoutLogin(query);
        // The driver logs what it does not understand, and half of a password may stand there.
        boolean understood = HOSTS.matcher(hosts(address)).matches()
                && NAME.matcher(address.getRawPath()).matches();
        if (!understood || Driver.parseURL(url, null) == null) {
            throw notAnAddress(null);
        }
        return new DatabaseLogin(url, user, password == null ? "" : password);
    }

    private static URI address(String url) {
        String plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        try {
            URI address = new URI(plain);
            boolean complete =
                    address.getRawAuthority() != null && address.getRawPath().length() > 1;
            if (!complete || !("postgresql".equals(address.getScheme()) || "postgres".equals(address.getScheme()))) {
                throw notAnAddress(null);
            }
            return address;
        } catch (URISyntaxException e) {
            throw notAnAddress(e);
        }
    }

    /// Several hosts for failover, `a:5432,b:5432`, are one authority that [URI] does not take apart.
    private static String hosts(URI address) {
        String authority = address.getRawAuthority();
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static String userInfo(URI address) {
        String authority = address.getRawAuthority();
        return authority.substring(0, Math.max(0, authority.lastIndexOf('@')));
    }

    private static @Nullable String first(@Nullable String setting, @Nullable String fromUrl) {
        return setting != null && !setting.isEmpty() ? setting : fromUrl;
    }

    private static @Nullable String parameter(@Nullable String query, PGProperty property) {
        String start = property.getName() + "=";
        return Arrays.stream(String.valueOf(query).split("&"))
                .filter(it -> it.startsWith(start))
                .map(it -> decoded(it.substring(start.length())))
                .findFirst()
                .orElse(null);
    }

    private static String withoutLogin(@Nullable String query) {
        if (query == null) {
            return "";
        }
        String rest = Arrays.stream(query.split("&"))
                .filter(it -> !it.startsWith("user=") && !it.startsWith("password="))
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? "" : "?" + rest;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /// The address itself is not repeated: a password may stand in it.
    private static CannotStart notAnAddress(@Nullable Exception cause) {
        return new CannotStart(
                "MUSTER_DATABASE_URL is not the address of a PostgreSQL database.",
                "Write it like %s; %s.".formatted(EXAMPLE, PERCENT),
                cause == null ? null : new IllegalArgumentException("The address cannot be taken apart"));
    }

    private static CannotStart refused(DatabaseLogin login, DatabaseSettings settings, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (isAboutTls(e)) {
            return new CannotStart(
                    "There is no trusted connection to the database at %s (%s).".formatted(login.url(), innermost(e)),
                    "Check sslmode and sslrootcert in MUSTER_DATABASE_URL: the file must hold the authority that signed the"
                            + " server's certificate, and the certificate must name the host.",
                    e);
        }
        if (state.startsWith(AUTHENTICATION_CLASS)) {
            boolean inUrl = settings.password() == null || settings.password().isEmpty();
            return new CannotStart(
                    "The database at %s refused user %s or the password.".formatted(login.url(), login.user()),
                    inUrl
                            ? "Correct MUSTER_DATABASE_URL, or let this host in in pg_hba.conf; %s.".formatted(PERCENT)
                            : "Correct MUSTER_DATABASE_USER and MUSTER_DATABASE_PASSWORD, or let this host in in"
                                    + " pg_hba.conf.",
                    e);
        }
        if (state.equals(PROTOCOL_VIOLATION) && String.valueOf(e.getMessage()).contains("extra_float_digits")) {
            return new CannotStart(
                    "The pool at %s does not let Java's driver in (%s).".formatted(login.url(), e.getMessage()),
                    "Set ignore_startup_parameters = extra_float_digits there.",
                    e);
        }
        if (state.equals(NO_SUCH_DATABASE)) {
            return new CannotStart(
                    "The server at %s has no database of that name.".formatted(login.url()),
                    "Create it (create database muster owner %s), or correct MUSTER_DATABASE_URL."
                            .formatted(login.user()),
                    e);
        }
        if (state.equals(TOO_MANY_CONNECTIONS)) {
            return new CannotStart(
                    "The database at %s accepts no further connections.".formatted(login.url()),
                    "Raise its max_connections, or stop what holds them; each Muster server uses up to 11.",
                    e);
        }
        return new CannotStart(
                "The database at %s cannot be reached (%s).".formatted(login.url(), Outage.reason(e)),
                "Check that it runs and accepts connections from here, and that MUSTER_DATABASE_URL is right.",
                e);
    }

    private static boolean isAboutTls(SQLException e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(it -> it instanceof SSLException
                        || it instanceof CertificateException
                        || String.valueOf(it.getMessage()).contains("SSL")
                        || String.valueOf(it.getMessage()).contains("hostnameverifier"));
    }

    private static String innermost(SQLException e) {
        return String.valueOf(Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .reduce(e, (outer, inner) -> inner)
                .getMessage());
    }
}
