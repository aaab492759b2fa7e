package dev.muster.signin;

import static java.time.ZoneOffset.UTC;

import dev.muster.tenant.EmailAddress;
import dev.muster.tenant.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Passwords, kept as [PasswordHash]. Safe for many threads; as many hashes are computed at a time as there are
/// processors, the others wait.
///
/// Users with one e-mail share a salt, so that one computation tells which of them a password belongs to, and its time
/// does not tell how many they are.
@Component
public class Passwords {
    /// Fewest characters of a password.
    public static final int SHORTEST = 12;
    /// Most characters of a password; bounds the work of hashing one.
    public static final int LONGEST = 200;

    /// More than one salt has an e-mail only where two of its users set a first password in the same moment.
    private static final int MOST_SALTS = 3;

    private static final String OF_EMAIL = """
            select u.id, p.hash
              from app_user u
              join password p on p.user_id = u.id
             where u.email_key = :email
             order by u.created_at, u.id
            """;
    private static final String FIND = """
            select hash
              from password
             where user_id = :user
            """;
    private static final String SET_AT = """
            select set_at
              from password
             where user_id = :user
            """;
    private static final String OF_SAME_EMAIL = """
            select p.hash
              from app_user u
              join app_user o on o.email_key = u.email_key and o.id <> u.id
              join password p on p.user_id = o.id
             where u.id = :user
             order by o.created_at, o.id
             limit 1
            """;
    private static final String SET = """
            insert into password (user_id, hash, set_at)
            values (:user, :hash, :now)
            on conflict (user_id) do update
               set hash = excluded.hash,
                   set_at = excluded.set_at
            """;

    private final JdbcClient db;
    private final Clock clock;
    private final PasswordCost cost;
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());

    /// @param cost of passwords that are set from now on
    Passwords(JdbcClient db, Clock clock, PasswordCost cost) {
        this.db = db;
        this.clock = clock;
        this.cost = cost;
    }

    /// Sets or replaces a user's password, in the caller's transaction when there is one.
    ///
    /// @param password checked before by [NewPassword]
    public void set(UserId user, String password) {
        PasswordHash hash = db.sql(OF_SAME_EMAIL)
                .param("user", user.value())
                .query(String.class)
                .optional()
                .map(PasswordHash::parse)
                .map(stored -> inTurn(() -> stored.likewise(password)))
                .orElseGet(() -> hash(password));
        db.sql(SET)
                .param("user", user.value())
                .param("hash", hash.text())
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    /// Whom of those with that e-mail the password belongs to, the first made first: nobody, one, or several who
    /// chose the same. Takes the same work when nobody has that e-mail or a password.
    List<UserId> matching(EmailAddress email, String password) {
        List<Stored> all = db.sql(OF_EMAIL)
                .param("email", email.canonical())
                .query((row, number) -> new Stored(
                        new UserId(row.getObject("id", UUID.class)), PasswordHash.parse(row.getString("hash"))))
                .list();
        return password.isEmpty() || password.length() > LONGEST ? List.of() : matching(all, password);
    }

    /// Whether it is this user's.
    boolean isOf(UserId user, String password) {
        return !password.isEmpty()
                && password.length() <= LONGEST
                && db.sql(FIND)
                        .param("user", user.value())
                        .query(String.class)
                        .optional()
                        .map(PasswordHash::parse)
                        .filter(stored -> stored.isSameAs(inTurn(() -> stored.likewise(password))))
                        .isPresent();
    }

    /// When the user's password was set last; none without one.
    public Optional<Instant> setAt(UserId user) {
        return db.sql(SET_AT)
                .param("user", user.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private record Stored(UserId user, PasswordHash hash) {}

    private List<UserId> matching(List<Stored> all, String password) {
        List<PasswordHash> computed = new ArrayList<>();
        for (Stored one : all) {
            if (computed.size() < MOST_SALTS && computed.stream().noneMatch(one.hash()::isMadeLike)) {
                computed.add(inTurn(() -> one.hash().likewise(password)));
            }
        }
        if (computed.isEmpty()) {
            computed.add(hash(password));
        }
        return all.stream()
                .filter(one -> computed.stream().anyMatch(one.hash()::isSameAs))
                .map(Stored::user)
                .toList();
    }

    private PasswordHash hash(String password) {
        return inTurn(() -> PasswordHash.of(password, cost, PasswordHash.newSalt()));
    }

    private PasswordHash inTurn(Supplier<PasswordHash> hashing) {
        processors.acquireUninterruptibly();
        try {
            return hashing.get();
        } finally {
            processors.release();
        }
    }
}
