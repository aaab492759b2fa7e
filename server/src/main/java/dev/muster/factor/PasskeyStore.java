package dev.muster.factor;

import static java.time.ZoneOffset.UTC;

import dev.muster.passkey.Credential;
import dev.muster.tenant.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The SQL of [Passkeys]; runs in its transactions.
@Component
class PasskeyStore {
    private static final String OF = """
            select id, name, host, added_at, last_used_at
              from passkey
             where user_id = :user
             order by added_at, id
            """;
    private static final String CREDENTIALS = """
            select id, name, credential_id, public_key, backup_eligible, sign_count
              from passkey
             where user_id = :user
               and host = :host
             order by added_at, id
            """;
    private static final String IS_KNOWN = """
            select exists (select
                             from passkey
                            where credential_id = :credential)
            """;
    private static final String ADD = """
            insert into passkey (user_id, id, name, host, credential_id, public_key, backup_eligible, sign_count, added_at)
            values (:user, :id, :name, :host, :credential, :key, :backup, :count, :now)
            """;
    /// Of two answers with one counter that come to two servers in the same moment, the second finds the row
    /// changed. Some authenticators do not count: theirs is always 0.
    private static final String USE = """
            update passkey
               set sign_count = :count,
                   last_used_at = :now
             where user_id = :user
               and id = :id
               and (sign_count < :count or (sign_count = 0 and :count = 0))
            """;
    private static final String RENAME = """
            update passkey
               set name = :name
             where user_id = :user
               and id = :id
            """;
    private static final String REMOVE = """
            delete from passkey
             where user_id = :user
               and id = :id
            """;

    private final JdbcClient db;

    PasskeyStore(JdbcClient db) {
        this.db = db;
    }

    /// A passkey with what its answers are judged by.
    record Kept(UUID id, String name, Credential credential) {}

    List<Passkey> of(UserId user) {
        return db.sql(OF)
                .param("user", user.value())
                .query(PasskeyStore::passkey)
                .list();
    }

    /// Those made for a host.
    List<Kept> kept(UserId user, String host) {
        return db.sql(CREDENTIALS)
                .param("user", user.value())
                .param("host", host)
                .query(PasskeyStore::kept)
                .list();
    }

    /// Whether anybody has a passkey with this id.
    boolean isKnown(byte[] credential) {
        return db.sql(IS_KNOWN)
                .param("credential", credential)
                .query(Boolean.class)
                .single();
    }

    void add(UserId user, String name, String host, Credential made, Instant now) {
        db.sql(ADD)
                .param("user", user.value())
                .param("id", UUID.randomUUID())
                .param("name", name)
                .param("host", host)
                .param("credential", made.id())
                .param("key", made.publicKey())
                .param("backup", made.backupEligible())
                .param("count", made.counter())
                .param("now", now.atOffset(UTC))
                .update();
    }

    /// Whether no answer with that counter or a later one was taken before.
    boolean use(UserId user, UUID id, long counter, Instant now) {
        return db.sql(USE)
                        .param("user", user.value())
                        .param("id", id)
                        .param("count", counter)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /// Whether there was one.
    boolean rename(UserId user, UUID id, String name) {
        return db.sql(RENAME)
                        .param("user", user.value())
                        .param("id", id)
                        .param("name", name)
                        .update()
                == 1;
    }

    /// Whether there was one.
    boolean remove(UserId user, UUID id) {
        return db.sql(REMOVE).param("user", user.value()).param("id", id).update() == 1;
    }

    private static Passkey passkey(ResultSet row, int number) throws SQLException {
        OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
        return new Passkey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("host"),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant());
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                row.getString("name"),
                new Credential(
                        row.getBytes("credential_id"),
                        row.getBytes("public_key"),
                        row.getBoolean("backup_eligible"),
                        row.getLong("sign_count")));
    }
}
