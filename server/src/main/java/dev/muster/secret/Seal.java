package dev.muster.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.connector.Secret;
import dev.muster.database.TenantId;
import java.security.GeneralSecurityException;
import java.util.UUID;

/// Seals credentials for storage and opens them again. A sealed value is bound to its place: moved to another tenant,
/// integration or field it does not open. Safe for many threads.
public final class Seal {
    private final MasterKeys keys;

    Seal(MasterKeys keys) {
        this.keys = keys;
    }

    /// Seals a credential for one field of one integration.
    public byte[] seal(TenantId tenant, UUID integration, String field, Secret secret) {
        try {
            return keys.aead()
                    .encrypt(
                            secret.expose().getBytes(UTF_8),
                            SealedPlace.ofIntegration(tenant, integration, field)
                                    .bound());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "%s of integration %s was not sealed and not stored".formatted(field, integration), e);
        }
    }

    /// Opens what [#seal] made for the same place.
    ///
    /// @throws CannotOpen when the value was sealed for another place or with another master key
    public Secret open(TenantId tenant, UUID integration, String field, byte[] sealed) {
        try {
            return Secret.of(new String(
                    keys.aead()
                            .decrypt(
                                    sealed,
                                    SealedPlace.ofIntegration(tenant, integration, field)
                                            .bound()),
                    UTF_8));
        } catch (GeneralSecurityException e) {
            throw new CannotOpen(
                    ("The stored %s of integration %s does not open: it was moved, damaged, or sealed with another"
                                    + " master key. Enter it again, or bring back the master key file it was sealed with.")
                            .formatted(field, integration),
                    e);
        }
    }

    /// Seals what belongs to a sign-in, which is no tenant's.
    ///
    /// @param field what it is
    public byte[] sealOfUser(UUID user, String field, Secret secret) {
        try {
            return keys.aead()
                    .encrypt(
                            secret.expose().getBytes(UTF_8),
                            SealedPlace.ofUser(user, field).bound());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("%s of sign-in %s was not sealed and not stored".formatted(field, user), e);
        }
    }

    /// Opens what [#sealOfUser] made for the same place.
    ///
    /// @throws CannotOpen when the value was sealed for another place or with another master key
    public Secret openOfUser(UUID user, String field, byte[] sealed) {
        try {
            return Secret.of(new String(
                    keys.aead().decrypt(sealed, SealedPlace.ofUser(user, field).bound()), UTF_8));
        } catch (GeneralSecurityException e) {
            throw new CannotOpen(
                    ("The stored %s of sign-in %s does not open: it was moved, damaged, or sealed with another master"
                                    + " key. Bring back the master key file it was sealed with, or have the sign-in"
                                    + " reset: ./muster user reset --second-factor EMAIL.")
                            .formatted(field, user),
                    e);
        }
    }

    /// Seals what belongs to a tenant itself.
    ///
    /// @param field what it is
    public byte[] sealOfTenant(TenantId tenant, String field, Secret secret) {
        try {
            return keys.aead()
                    .encrypt(
                            secret.expose().getBytes(UTF_8),
                            SealedPlace.ofTenant(tenant, field).bound());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "%s of tenant %s was not sealed and not stored".formatted(field, tenant), e);
        }
    }

    /// Opens what [#sealOfTenant] made for the same place.
    ///
    /// @throws CannotOpen when the value was sealed for another place or with another master key
    public Secret openOfTenant(TenantId tenant, String field, byte[] sealed) {
        try {
            return Secret.of(new String(
                    keys.aead()
                            .decrypt(sealed, SealedPlace.ofTenant(tenant, field).bound()),
                    UTF_8));
        } catch (GeneralSecurityException e) {
            throw new CannotOpen(
                    ("The stored %s of tenant %s does not open: it was moved, damaged, or sealed with another master"
                                    + " key. Enter it again, or bring back the master key file it was sealed with.")
                            .formatted(field, tenant),
                    e);
        }
    }
}
