package dev.muster.invitation;

import dev.muster.database.TenantId;
import dev.muster.session.SecretCode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// What an invitation's link holds: the tenant and 128 random bits, in base64url. It names its tenant, so that it is
/// looked for in that tenant only, behind both walls.
final class InvitationCode {
    private static final int TENANT_BYTES = 16;
    private static final int RANDOM_BYTES = 16;
    private static final int LENGTH = 43;

    private final TenantId tenant;
    private final String text;

    private InvitationCode(TenantId tenant, String text) {
        this.tenant = tenant;
        this.text = text;
    }

    /// A new one.
    static InvitationCode random(TenantId tenant) {
        UUID id = tenant.value();
        byte[] bytes = ByteBuffer.allocate(TENANT_BYTES + RANDOM_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(SecretCode.bytes(RANDOM_BYTES))
                .array();
        return new InvitationCode(
                tenant, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// One that was sent; empty when it has not the form of one.
    static Optional<InvitationCode> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            return Optional.of(new InvitationCode(new TenantId(new UUID(bytes.getLong(), bytes.getLong())), text));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    TenantId tenant() {
        return tenant;
    }

    byte[] hash() {
        return SecretCode.hash(text);
    }

    /// Path and query of the link.
    String path() {
        return "/invitation?code=" + text;
    }

    @Override
    public String toString() {
        return "(invitation code)";
    }
}
