package dev.muster.factor;

import static java.time.ZoneOffset.UTC;

import dev.muster.tenant.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of [SecondFactors]; runs in its transactions.
@Component
class FactorStore {
    private static final String IS_ON = """
            select exists (select
                             from second_factor
                            where user_id = :user)
            """;
    /// Nobody changes which factors there are meanwhile.
    private static final String LOCK = """
            select user_id
              from second_factor
             where user_id = :user
               for update
            """;
    private static final String STATE = """
            select f.set_up_at, f.last_used_at, f.codes_made_at,
                   (select count(*) from recovery_code c where c.user_id = f.user_id) as codes_left
              from second_factor f
             where f.user_id = :user
            """;
    private static final String AMONG = """
            select user_id
              from second_factor
             where user_id = any (cast(:users as uuid[]))
            """;
    private static final String KEY = """
            select sealed_key
              from second_factor
             where user_id = :user
               and sealed_key is not null
            """;
    private static final String BEGIN = """
            insert into second_factor (user_id, codes_made_at)
            values (:user, :now)
            on conflict (user_id) do nothing
            """;
    private static final String REMOVE_APP = """
            update second_factor
               set sealed_key = null,
                   set_up_at = null,
                   last_step = null,
                   last_used_at = null
             where user_id = :user
            """;
    private static final String PUT = """
            insert into second_factor (user_id, sealed_key, set_up_at, last_step, codes_made_at)
            values (:user, :key, :now, :step, :now)
            on conflict (user_id) do update
               set sealed_key = excluded.sealed_key,
                   set_up_at = excluded.set_up_at,
                   last_step = excluded.last_step,
                   last_used_at = null,
                   codes_made_at = excluded.codes_made_at
            """;
    /// Of two servers that are given one code in the same moment, the second finds the row changed.
    private static final String USE_STEP = """
            update second_factor
               set last_step = :step,
                   last_used_at = :now
             where user_id = :user
               and last_step < :step
            """;
    private static final String REMOVE = """
            delete from second_factor
             where user_id = :user
            """;
    private static final String FORGET_CODES = """
            delete from recovery_code
             where user_id = :user
            """;
    private static final String ADD_CODE = """
            insert into recovery_code (user_id, code_hash)
            values (:user, :hash)
            """;
    private static final String CODES_MADE = """
            update second_factor
               set codes_made_at = :now
             where user_id = :user
            """;
    private static final String USE_CODE = """
            delete from recovery_code
             where user_id = :user
               and code_hash = :hash
            """;

    private final JdbcClient db;

    FactorStore(JdbcClient db) {
        this.db = db;
    }

    boolean isOn(UserId user) {
        return db.sql(IS_ON).param("user", user.value()).query(Boolean.class).single();
    }

    /// Holds the user's factors as they are until the transaction ends.
    void lock(UserId user) {
        db.sql(LOCK).param("user", user.value()).query(UUID.class).optional();
    }

    Optional<FactorState> state(UserId user) {
        return db.sql(STATE)
                .param("user", user.value())
                .query(FactorStore::state)
                .optional();
    }

    Set<UserId> among(Collection<UserId> users) {
        return Set.copyOf(db.sql(AMONG)
                .param("users", users.stream().map(UserId::value).toArray(UUID[]::new))
                .query((row, number) -> new UserId(row.getObject("user_id", UUID.class)))
                .list());
    }

    Optional<byte[]> key(UserId user) {
        return db.sql(KEY)
                .param("user", user.value())
                .query((row, number) -> row.getBytes("sealed_key"))
                .optional();
    }

    /// Whether there was no factor before: now there is one, without an app.
    boolean begin(UserId user, Instant now) {
        return db.sql(BEGIN)
                        .param("user", user.value())
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    void removeApp(UserId user) {
        db.sql(REMOVE_APP).param("user", user.value()).update();
    }

    /// Puts a key in the place of the one before.
    ///
    /// @param step of the code that proved it, which is used up
    void put(UserId user, byte[] key, long step, Instant now) {
        db.sql(PUT)
                .param("user", user.value())
                .param("key", key)
                .param("step", step)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /// Whether no code of that step or a later one was taken before.
    boolean useStep(UserId user, long step, Instant now) {
        return db.sql(USE_STEP)
                        .param("user", user.value())
                        .param("step", step)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /// Whether there was one.
    boolean remove(UserId user) {
        return db.sql(REMOVE).param("user", user.value()).update() == 1;
    }

    /// Puts these in the place of all codes before.
    ///
    /// @return whether the user has a factor that they can stand in for
    boolean putCodes(UserId user, List<RecoveryCode> codes, Instant now) {
        int known = db.sql(CODES_MADE)
                .param("user", user.value())
                .param("now", now.atOffset(UTC))
                .update();
        if (known == 0) {
            return false;
        }
        db.sql(FORGET_CODES).param("user", user.value()).update();
        codes.forEach(code -> db.sql(ADD_CODE)
                .param("user", user.value())
                .param("hash", code.hash(user))
                .update());
        return true;
    }

    /// Whether the user had it, until now.
    boolean useCode(UserId user, RecoveryCode code) {
        return db.sql(USE_CODE)
                        .param("user", user.value())
                        .param("hash", code.hash(user))
                        .update()
                == 1;
    }

    private static FactorState state(ResultSet row, int number) throws SQLException {
        OffsetDateTime setUp = row.getObject("set_up_at", OffsetDateTime.class);
        OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
        return new FactorState(
                setUp == null ? null : new FactorState.App(setUp.toInstant(), used == null ? null : used.toInstant()),
                row.getInt("codes_left"),
                row.getObject("codes_made_at", OffsetDateTime.class).toInstant());
    }
}
