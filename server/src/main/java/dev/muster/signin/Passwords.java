package dev.muster.signin;

import static java.time.ZoneOffset.UTC;

import dev.muster.problem.Faults;
import dev.muster.tenant.UserId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Passwords, kept as Argon2id hashes. Safe for many threads; as many hashes are computed at a time as there are
/// processors, the others wait.
///
/// The cost follows the [OWASP
/// advice](https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html):
/// 19 MiB, two passes, one lane.
@Component
public class Passwords {
    /// Fewest characters of a password.
    public static final int SHORTEST = 12;
    /// Most characters of a password; bounds the work of hashing one.
    public static final int LONGEST = 200;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private static final String FIND = """
            select hash
              from password
             where user_id = :user
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
    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final String nobodys;

    Passwords(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.nobodys = nobodys();
    }

    /// A hash of no password that anybody knows, in the form of the others, for which nothing need be computed.
    private static String nobodys() {
        var random = new SecureRandom();
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    /// Sets or replaces a user's password, in the caller's transaction when there is one.
    ///
    /// @param password checked before by [#check]
    public void set(UserId user, String password) {
        db.sql(SET)
                .param("user", user.value())
                .param("hash", hash(password))
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    /// Whether the user has a password yet.
    public boolean has(UserId user) {
        return find(user).isPresent();
    }

    /// Adds a fault when a new password is too short or too long.
    public static void check(Faults faults, String field, String password) {
        if (password.length() < SHORTEST) {
            faults.add(
                    field,
                    "The password needs at least %d characters; a few words make a good one.".formatted(SHORTEST));
        } else if (password.length() > LONGEST) {
            faults.add(field, "The password has more than %d characters.".formatted(LONGEST));
        }
    }

    /// Whether the password is the user's. Takes the same work when there is no such user or password, so that time
    /// does not tell who has a sign-in here.
    boolean match(Optional<UserId> user, String password) {
        Optional<String> stored = user.flatMap(this::find);
        boolean same = matches(password, stored.orElse(nobodys));
        return same && stored.isPresent();
    }

    private Optional<String> find(UserId user) {
        return db.sql(FIND).param("user", user.value()).query(String.class).optional();
    }

    private String hash(String password) {
        processors.acquireUninterruptibly();
        try {
            return argon2.encode(password);
        } finally {
            processors.release();
        }
    }

    private boolean matches(String password, String hash) {
        if (password.isEmpty() || password.length() > LONGEST) {
            return false;
        }
        processors.acquireUninterruptibly();
        try {
            return argon2.matches(password, hash);
        } finally {
            processors.release();
        }
    }
}
