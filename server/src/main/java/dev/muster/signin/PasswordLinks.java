package dev.muster.signin;

import static java.time.ZoneOffset.UTC;

import dev.muster.database.TenantId;
import dev.muster.problem.NoSuchThing;
import dev.muster.session.SecretCode;
import dev.muster.tenant.Membership;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Links by which users set a password without knowing the one before: valid for a day and once. One that a tenant
/// handed out counts only as long as its user is a member of that tenant alone, so that it opens no other.
@Component
public class PasswordLinks {
    private static final Duration VALID = Duration.ofDays(1);
    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(5);

    private static final String MAKE = """
            insert into password_link (user_id, code_hash, valid_until, only_in)
            values (:user, :hash, :validUntil, :onlyIn)
            on conflict (user_id) do update
               set code_hash = excluded.code_hash,
                   valid_until = excluded.valid_until,
                   only_in = excluded.only_in,
                   takes_factor_away = false
            """;
    /// Leaves a link alone that was made moments ago, and one of the operator, which does more.
    private static final String MAKE_FOR_MAIL = """
            insert into password_link (user_id, code_hash, valid_until)
            values (:user, :hash, :validUntil)
            on conflict (user_id) do update
               set code_hash = excluded.code_hash,
                   valid_until = excluded.valid_until,
                   only_in = null,
                   takes_factor_away = false
             where password_link.valid_until <= :recent
               and (password_link.valid_until <= :now or not password_link.takes_factor_away)
            """;
    private static final String FIND = """
            select user_id, only_in, takes_factor_away
              from password_link
             where code_hash = :hash
               and valid_until > :now
            """;
    private static final String USE_UP = """
            delete from password_link
             where code_hash = :hash
               and valid_until > :now
            returning user_id, only_in, takes_factor_away
            """;
    private static final String END = """
            delete from password_link
             where user_id = :user
            """;

    private final JdbcClient db;
    private final Users users;
    private final Tenants tenants;
    private final Clock clock;

    PasswordLinks(JdbcClient db, Users users, Tenants tenants, Clock clock) {
        this.db = db;
        this.users = users;
        this.tenants = tenants;
        this.clock = clock;
    }

    /// @param path path and query, `/set-password?code=...`; only its hash is stored. None when it went by mail
    public record Link(@Nullable String path, Instant validUntil) {
        Link posted() {
            return new Link(null, validUntil);
        }

        @Override
        public String toString() {
            return "Link[(secret), validUntil=" + validUntil + "]";
        }
    }

    /// Makes a link, in the caller's transaction when there is one. An earlier link of that user ends.
    ///
    /// @param onlyIn the tenant that hands it out; none when the operator does
    Link make(UserId user, @Nullable TenantId onlyIn) {
        String code = SecretCode.forLink();
        Instant until = clock.instant().plus(VALID);
        db.sql(MAKE)
                .param("user", user.value())
                .param("hash", SecretCode.hash(code))
                .param("validUntil", until.atOffset(UTC))
                .param("onlyIn", onlyIn == null ? null : onlyIn.value())
                .update();
        return new Link("/set-password?code=" + code, until);
    }

    /// Makes a link for a mail that anybody may have asked for, in the caller's transaction.
    ///
    /// @return none when one was made less than five minutes ago, or the operator's still counts
    Optional<Link> makeForMail(UserId user) {
        String code = SecretCode.forLink();
        Instant now = clock.instant();
        Instant until = now.plus(VALID);
        int made = db.sql(MAKE_FOR_MAIL)
                .param("user", user.value())
                .param("hash", SecretCode.hash(code))
                .param("validUntil", until.atOffset(UTC))
                .param("recent", until.minus(BETWEEN_MAILS).atOffset(UTC))
                .param("now", now.atOffset(UTC))
                .update();
        return made == 0 ? Optional.empty() : Optional.of(new Link("/set-password?code=" + code, until));
    }

    /// Ends a user's link, in the caller's transaction when there is one.
    public void end(UserId user) {
        db.sql(END).param("user", user.value()).update();
    }

    /// Whose link it is.
    ///
    /// @throws NoSuchThing when it is not, or no longer, valid
    User find(String code) {
        return owner(FIND, code).user();
    }

    /// Whose link it was, and whether it takes their second factor away too: only the operator's does.
    record Used(User user, boolean takesFactorAway) {}

    /// Ends the link, in the caller's transaction.
    ///
    /// @throws NoSuchThing when it is not, or no longer, valid
    Used use(String code) {
        return owner(USE_UP, code);
    }

    private record Found(UserId user, @Nullable UUID onlyIn, boolean takesFactorAway) {}

    private Used owner(String sql, String code) {
        Optional<Found> found = db.sql(sql)
                .param("hash", SecretCode.hash(code))
                .param("now", clock.instant().atOffset(UTC))
                .query(PasswordLinks::found)
                .optional();
        return found.filter(this::counts)
                .flatMap(link -> users.find(link.user()).map(user -> new Used(user, link.takesFactorAway())))
                .orElseThrow(() -> new NoSuchThing("This link was used already or has ended. Ask for a new one."));
    }

    private boolean counts(Found link) {
        return link.onlyIn() == null
                || tenants.ofUser(link.user()).stream()
                        .map(Membership::tenant)
                        .allMatch(tenant -> tenant.id().value().equals(link.onlyIn()));
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(
                new UserId(row.getObject("user_id", UUID.class)),
                row.getObject("only_in", UUID.class),
                row.getBoolean("takes_factor_away"));
    }
}
