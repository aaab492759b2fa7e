package dev.muster.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import dev.muster.database.CannotStart;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Finds the master key at start and proves that it is the one this database was sealed with: the database keeps a
/// value sealed with it. So a server with a missing or foreign key file stops before it writes anything.
final class MasterKey {
    private static final byte[] MARK = "Muster".getBytes(UTF_8);

    private static final String FIND = """
            select sealed
              from master_key_check
            """;
    private static final String ADD = """
            insert into master_key_check (sealed, made_at)
            values (:sealed, :now)
            on conflict (only_row) do nothing
            """;

    private final MasterKeyPlace place;
    private final JdbcClient db;
    private final Clock clock;

    MasterKey(MasterKeyPlace place, JdbcClient db, Clock clock) {
        this.place = place;
        this.db = db;
        this.clock = clock;
    }

    /// The key of this database; on the first start of all, a new one.
    ///
    /// @throws CannotStart when the file is missing, unreadable, or belongs to another database
    KeysetHandle open() {
        boolean known = check().isPresent();
        boolean fresh = !place.exists();
        if (known && fresh) {
            throw missing();
        }
        KeysetHandle key = fresh ? place.create() : place.read();
        Aead aead = aead(key);
        if (!opens(aead, agreed(aead))) {
            if (fresh) {
                place.delete();
            }
            throw foreign();
        }
        return key;
    }

    static Aead aead(KeysetHandle key) {
        try {
            return key.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The master key is not one to seal with", e);
        }
    }

    /// Two servers may start at once: the first to leave its check value wins, the other finds that one.
    private byte[] agreed(Aead key) {
        db.sql(ADD)
                .param("sealed", sealedMark(key))
                .param("now", clock.instant().atOffset(UTC))
                .update();
        return check().orElseThrow();
    }

    private Optional<byte[]> check() {
        return db.sql(FIND).query((row, number) -> row.getBytes("sealed")).optional();
    }

    /// What is stored to know the key again.
    static byte[] sealedMark(Aead key) {
        try {
            return key.encrypt(MARK, SealedPlace.CHECK.bound());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The master key seals nothing", e);
        }
    }

    private static boolean opens(Aead key, byte[] sealed) {
        try {
            key.decrypt(sealed, SealedPlace.CHECK.bound());
            return true;
        } catch (GeneralSecurityException foreignKey) {
            return false;
        }
    }

    private CannotStart missing() {
        return new CannotStart(
                "The database holds credentials sealed with a master key, but %s is not there.".formatted(place.name()),
                "Bring the file back from your backup, or name the one your other servers use in"
                        + " MUSTER_MASTER_KEY_FILE. If it is lost for good: muster keys replace.");
    }

    private CannotStart foreign() {
        return new CannotStart(
                "The master key in %s is not the one this database was sealed with.".formatted(place.name()),
                "Name the right file in MUSTER_MASTER_KEY_FILE, or give the right key in MUSTER_MASTER_KEY; all servers"
                        + " of one database share one.");
    }
}
