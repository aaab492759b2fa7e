package dev.muster.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.database.TenantId;
import java.util.UUID;

/// Where a sealed value belongs. No two places are written alike: those of integrations have a part more than those of
/// tenants, and no tenant has an id that begins as those of sign-ins do.
///
/// @param text as it is bound to what is sealed
public record SealedPlace(String text) {
    /// Of the value by which a start knows the key of its database.
    public static final SealedPlace CHECK = new SealedPlace("master_key_check");

    /// One field of one integration.
    public static SealedPlace ofIntegration(TenantId tenant, UUID integration, String field) {
        return new SealedPlace("%s/%s/%s".formatted(tenant.value(), integration, field));
    }

    /// What belongs to a tenant itself.
    public static SealedPlace ofTenant(TenantId tenant, String field) {
        return new SealedPlace("%s/%s".formatted(tenant.value(), field));
    }

    /// What belongs to a sign-in, which is no tenant's.
    public static SealedPlace ofUser(UUID user, String field) {
        return new SealedPlace("user/%s/%s".formatted(user, field));
    }

    byte[] bound() {
        return text.getBytes(UTF_8);
    }
}
