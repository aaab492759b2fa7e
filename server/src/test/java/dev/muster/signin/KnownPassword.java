package dev.muster.signin;

import dev.muster.tenant.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A password that is hashed once for all whom tests give it: hashing is made to take long.
public final class KnownPassword {
    /// What they sign in with.
    public static final String TEXT = "correct horse battery";

    private static final String HASH =
            PasswordHash.of(TEXT, CheapPasswords.COST, PasswordHash.newSalt()).text();

    private KnownPassword() {}

    /// Gives it to a user.
    public static void give(JdbcClient owner, UserId user) {
        owner.sql("""
                insert into password (user_id, hash, set_at)
                values (:user, :hash, now())
                on conflict (user_id) do update
                   set hash = excluded.hash
                """).param("user", user.value()).param("hash", HASH).update();
    }
}
