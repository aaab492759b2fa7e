package dev.muster.signin;

import static java.time.ZoneOffset.UTC;

import dev.muster.edge.SessionName;
import dev.muster.session.SecretCode;
import dev.muster.tenant.EmailAddress;
import dev.muster.tenant.UserId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Browsers from which somebody signed in before, by a random code in a cookie, of which the hash is stored. Somebody
/// else's wrong passwords do not keep such a browser waiting.
@Component
class KnownBrowsers {
    private static final Duration KEPT = Duration.ofDays(365);
    private static final int LONGEST_CODE = 100;

    private static final String USERS = """
            select u.id
              from known_browser b
              join app_user u on u.id = b.user_id
             where b.code_hash = :hash
               and b.last_used_at > :since
               and u.email_key = :email
            """;
    private static final String IS_OF = """
            update known_browser
               set last_used_at = :now
             where code_hash = :hash
               and user_id = :user
               and last_used_at > :since
            """;
    private static final String RENAME = """
            update known_browser
               set code_hash = :hash
             where code_hash = :former
               and user_id <> :user
            """;
    private static final String ADD = """
            insert into known_browser (code_hash, user_id, last_used_at)
            values (:hash, :user, :now)
            """;
    private static final String FORGET_OLD = """
            delete from known_browser
             where user_id = :user
               and (last_used_at <= :since
                    or code_hash not in (select code_hash
                                           from known_browser
                                          where user_id = :user
                                          order by last_used_at desc, code_hash
                                          limit 49))
            """;
    private static final String FORGET = """
            delete from known_browser
             where user_id = :user
            """;

    private final JdbcClient db;
    private final SessionName names;
    private final Clock clock;

    KnownBrowsers(JdbcClient db, SessionName names, Clock clock) {
        this.db = db;
        this.names = names;
        this.clock = clock;
    }

    /// What the asker's browser was given; none when nobody signed in from it.
    @Nullable
    String code(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            String value = cookie.getValue();
            if (cookie.getName().equals(cookieName()) && value != null && value.length() <= LONGEST_CODE) {
                return value;
            }
        }
        return null;
    }

    /// Who of those with that e-mail signed in with it.
    Set<UserId> users(String code, EmailAddress email) {
        return Set.copyOf(db.sql(USERS)
                .param("hash", SecretCode.hash(code))
                .param("email", email.canonical())
                .param("since", now().minus(KEPT))
                .query((row, number) -> new UserId(row.getObject("id", UUID.class)))
                .list());
    }

    /// By what attempts of one browser are counted.
    static String name(String code) {
        return HexFormat.of().formatHex(SecretCode.hash(code));
    }

    /// The user has just signed in from there. A code that this user had not is replaced: somebody else may have
    /// put it there, and would know it.
    ///
    /// @return whether the user had signed in from there before
    boolean remember(UserId user, HttpServletRequest request, HttpServletResponse response) {
        String code = code(request);
        if (code != null && isOf(user, code)) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(code, request));
            return true;
        }
        String made = SecretCode.forLink();
        if (code != null) {
            db.sql(RENAME)
                    .param("hash", SecretCode.hash(made))
                    .param("former", SecretCode.hash(code))
                    .param("user", user.value())
                    .update();
        }
        db.sql(FORGET_OLD)
                .param("user", user.value())
                .param("since", now().minus(KEPT))
                .update();
        db.sql(ADD)
                .param("hash", SecretCode.hash(made))
                .param("user", user.value())
                .param("now", now())
                .update();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(made, request));
        return false;
    }

    /// From now on no browser is known to this user.
    void forget(UserId user) {
        db.sql(FORGET).param("user", user.value()).update();
    }

    private boolean isOf(UserId user, String code) {
        return db.sql(IS_OF)
                        .param("hash", SecretCode.hash(code))
                        .param("user", user.value())
                        .param("now", now())
                        .param("since", now().minus(KEPT))
                        .update()
                > 0;
    }

    private String cookie(String code, HttpServletRequest request) {
        return ResponseCookie.from(cookieName(), code)
                .path(request.getContextPath() + "/")
                .httpOnly(true)
                .secure(names.secure(request))
                .sameSite("Lax")
                .maxAge(KEPT)
                .build()
                .toString();
    }

    private String cookieName() {
        return names.of("browser");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }
}
