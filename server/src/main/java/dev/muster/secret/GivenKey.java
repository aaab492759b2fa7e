package dev.muster.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import dev.muster.connector.Secret;
import dev.muster.database.CannotStart;
import java.security.GeneralSecurityException;

/// A master key that stands in the environment itself. Muster reads it and changes nothing about it.
final class GivenKey extends MasterKeyPlace {
    private static final String VARIABLE = "MUSTER_MASTER_KEY";

    private final Secret keyset;

    GivenKey(Secret keyset) {
        this.keyset = keyset;
    }

    @Override
    public String name() {
        return VARIABLE;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public byte[] bytes() {
        return keyset.expose().getBytes(UTF_8);
    }

    @Override
    Stamp stamp() {
        return Stamp.NONE;
    }

    /// The parser's own words may quote the key, so they are not passed on.
    @Override
    KeysetHandle read() {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(keyset.expose(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException noKey) {
            throw new CannotStart(
                    "What MUSTER_MASTER_KEY holds is no master key.",
                    "Give it what a file of muster master-key holds, as it is.");
        }
    }

    @Override
    KeysetHandle create() {
        throw isGiven();
    }

    @Override
    void delete() {
        throw isGiven();
    }

    @Override
    void replace(KeysetHandle keys) {
        throw isGiven();
    }

    private static CannotStart isGiven() {
        return new CannotStart(
                "The master key stands in MUSTER_MASTER_KEY, which Muster cannot change; nothing was changed.",
                "Put it into a file, name that with MUSTER_MASTER_KEY_FILE for this command and add --file-only, then"
                        + " give every server what the file holds and run muster keys reseal.");
    }
}
