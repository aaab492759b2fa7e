package dev.muster.signin;

import static java.time.ZoneOffset.UTC;

import dev.muster.problem.Faults;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Links by which new users set their first password: valid for seven days and once.
@Component
public class PasswordLinks {
    private static final Duration VALID = Duration.ofDays(7);

    private static final String MAKE = """
            insert into password_link (user_id, code_hash, valid_until)
            values (:user, :hash, :validUntil)
            on conflict (user_id) do update
               set code_hash = excluded.code_hash,
                   valid_until = excluded.valid_until
            """;
    private static final String FIND = """
            select user_id
              from password_link
             where code_hash = :hash
               and valid_until > :now
            """;
    private static final String USE_UP = """
            delete from password_link
             where code_hash = :hash
               and valid_until > :now
            returning user_id
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Users users;
    private final Passwords passwords;
    private final Clock clock;

    PasswordLinks(JdbcClient db, PlatformTransactionManager manager, Users users, Passwords passwords, Clock clock) {
        this.db = db;
        this.transaction = new TransactionTemplate(manager);
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    /// @param path path and query, `/set-password?code=...`; only its hash is stored
    public record Link(String path, Instant validUntil) {
        @Override
        public String toString() {
            return "Link[(secret), validUntil=" + validUntil + "]";
        }
    }

    /// Makes a link for a user without a password, in the caller's transaction when there is one. An earlier link
    /// of that user ends.
    public Link make(UserId user) {
        String code = SecretCode.forLink();
        Instant until = clock.instant().plus(VALID);
        db.sql(MAKE)
                .param("user", user.value())
                .param("hash", SecretCode.hash(code))
                .param("validUntil", until.atOffset(UTC))
                .update();
        return new Link("/set-password?code=" + code, until);
    }

    /// Whose link it is.
    ///
    /// @throws NoSuchThing when it is not, or no longer, valid
    User find(String code) {
        return owner(FIND, code);
    }

    /// Sets the password and ends the link, both or neither.
    ///
    /// @throws NoSuchThing                     when the link is not, or no longer, valid
    /// @throws dev.muster.problem.InvalidInput about `password`
    User use(String code, String password) {
        var faults = new Faults();
        Passwords.check(faults, "password", password);
        faults.throwIfAny();
        User done = transaction.execute(status -> {
            User user = owner(USE_UP, code);
            passwords.set(user.id(), password);
            return user;
        });
        return Objects.requireNonNull(done, "the transaction gives the link's owner");
    }

    private User owner(String sql, String code) {
        Optional<UUID> user = db.sql(sql)
                .param("hash", SecretCode.hash(code))
                .param("now", clock.instant().atOffset(UTC))
                .query(UUID.class)
                .optional();
        return user.flatMap(id -> users.find(new UserId(id)))
                .orElseThrow(() -> new NoSuchThing("This link was used already or is older than seven days. Ask the"
                        + " Administrator who gave it to you for a new one."));
    }
}
