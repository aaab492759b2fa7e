package dev.muster.audit;

import dev.muster.database.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The hash that chains an entry to the one before it: SHA-256 over, in this order, the previous hash (32 zero bytes
/// for the first entry), the previous signature where that entry has one, then tenant, number, time (ISO-8601 in UTC),
/// actor kind, actor id,
/// actor name, action, subject, number of details, and each detail's name and value in order of name.
///
/// Entries that tell their circumstances are hashed in form 2: the text `2` comes first, before the tenant, and
/// outcome, address, browser and request id after the subject. Those of earlier versions stay as they were.
///
/// Each is UTF-8 text after its length in bytes (4 bytes, big-endian), so that no two entries read the same; what is
/// absent has length -1.
final class ChainHash {
    static final int BYTES = 32;

    /// No tenant's id is as short, so no entry of one form is one of the other.
    private static final String FORM_2 = "2";

    private final MessageDigest sha256;

    private ChainHash(MessageDigest sha256) {
        this.sha256 = sha256;
    }

    /// What the first entry follows.
    static byte[] beforeFirst() {
        return new byte[BYTES];
    }

    /// @param signature of the entry before; none before the first, and where that was not signed
    static byte[] of(byte[] previous, byte @Nullable [] signature, TenantId tenant, AuditEntry entry) {
        var hash = new ChainHash(sha256());
        hash.sha256.update(previous);
        if (signature != null) {
            hash.sha256.update(signature);
        }
        Circumstances circumstances = entry.circumstances();
        if (circumstances != null) {
            hash.add(FORM_2);
        }
        hash.add(tenant.value().toString());
        hash.add(Long.toString(entry.number()));
        hash.add(entry.at().toString());
        hash.add(entry.actor());
        hash.add(entry.action());
        hash.add(entry.subject());
        if (circumstances != null) {
            hash.add(circumstances);
        }
        hash.add(Integer.toString(entry.details().size()));
        entry.details().forEach((name, value) -> {
            hash.add(name);
            hash.add(value);
        });
        return hash.sha256.digest();
    }

    private void add(Circumstances circumstances) {
        add(circumstances.outcome().name());
        add(circumstances.origin().address());
        add(circumstances.origin().browser());
        add(circumstances.origin().request());
    }

    private void add(Actor actor) {
        UUID id = actor.id();
        add(actor.kind().name());
        add(id == null ? null : id.toString());
        add(actor.name());
    }

    private void add(@Nullable String text) {
        if (text == null) {
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).flip());
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sha256.update(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
