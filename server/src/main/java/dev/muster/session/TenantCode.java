package dev.muster.session;

import dev.muster.database.TenantId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// Random text that lets its bearer in and names its tenant, so that it is looked for in that tenant only, behind both
/// walls.
public final class TenantCode {
    private static final int TENANT_BYTES = 16;

    private final TenantId tenant;
    private final String text;

    private TenantCode(TenantId tenant, String text) {
        this.tenant = tenant;
        this.text = text;
    }

    /// How the codes of one kind look: a prefix, then the tenant and random bytes in base64url without padding.
    public record Form(String prefix, int randomBytes) {
        /// A new code.
        public TenantCode random(TenantId tenant) {
            UUID id = tenant.value();
            byte[] bytes = ByteBuffer.allocate(TENANT_BYTES + randomBytes)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .put(SecretCode.bytes(randomBytes))
                    .array();
            return new TenantCode(
                    tenant, prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }

        /// A code that was sent; empty when it has not this form.
        public Optional<TenantCode> parse(String text) {
            if (text.length() != length() || !text.startsWith(prefix)) {
                return Optional.empty();
            }
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(prefix.length())));
                return Optional.of(new TenantCode(new TenantId(new UUID(bytes.getLong(), bytes.getLong())), text));
            } catch (IllegalArgumentException noBase64) {
                return Optional.empty();
            }
        }

        private int length() {
            return prefix.length() + ((TENANT_BYTES + randomBytes) * 8 + 5) / 6;
        }
    }

    /// The tenant it names, which need not exist.
    public TenantId tenant() {
        return tenant;
    }

    /// What is stored of it.
    public byte[] hash() {
        return SecretCode.hash(text);
    }

    /// The code itself, for the one place that hands it out.
    public String expose() {
        return text;
    }

    @Override
    public String toString() {
        return "(code of a tenant)";
    }
}
