package dev.muster.secret;

import dev.muster.connector.Secret;
import dev.muster.database.TenantId;
import java.util.UUID;

/// Seals credentials for storage and opens them again. A sealed value is bound to its place: moved to another tenant,
/// integration or field it does not open.
public interface Seal {

    /// Seals a credential for one field of one integration.
    byte[] seal(TenantId tenant, UUID integration, String field, Secret secret);

    /// Opens what [#seal] made for the same place.
    ///
    /// @throws CannotOpen when the value was sealed for another place or with another master key
    Secret open(TenantId tenant, UUID integration, String field, byte[] sealed);
}
