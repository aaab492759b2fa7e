package dev.muster.token;

import dev.muster.database.TenantId;
import dev.muster.session.SecretCode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// An API token as its bearer knows it: `mst_`, then the tenant and 256 random bits in base64url. It names its tenant,
/// so that it is looked for in that tenant only, behind both walls.
final class TokenText {
    private static final String PREFIX = "mst_";
    private static final int TENANT_BYTES = 16;
    private static final int RANDOM_BYTES = 32;
    private static final int LENGTH = PREFIX.length() + (TENANT_BYTES + RANDOM_BYTES) / 3 * 4;

    private final TenantId tenant;
    private final String text;

    private TokenText(TenantId tenant, String text) {
        this.tenant = tenant;
        this.text = text;
    }

    /// A new one.
    static TokenText random(TenantId tenant) {
        UUID id = tenant.value();
        byte[] bytes = ByteBuffer.allocate(TENANT_BYTES + RANDOM_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(SecretCode.bytes(RANDOM_BYTES))
                .array();
        return new TokenText(tenant, PREFIX + Base64.getUrlEncoder().encodeToString(bytes));
    }

    /// One that was sent; empty when it has not the form of a token.
    static Optional<TokenText> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(PREFIX.length())));
            return Optional.of(new TokenText(new TenantId(new UUID(bytes.getLong(), bytes.getLong())), text));
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

    /// The token itself, for the answer that shows it once.
    String expose() {
        return text;
    }

    @Override
    public String toString() {
        return "(API token)";
    }
}
