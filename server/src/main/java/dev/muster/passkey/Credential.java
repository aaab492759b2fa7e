package dev.muster.passkey;

/// What is known of a passkey. Nothing of it is secret.
///
/// @param id             given by the authenticator, 1 to 1023 bytes
/// @param publicKey      as COSE_Key ([RFC 9052](https://www.rfc-editor.org/rfc/rfc9052#section-7))
/// @param backupEligible whether it may be copied to other machines of its owner
/// @param counter        of the last signature; 0 where the authenticator counts none
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Credential(byte[] id, byte[] publicKey, boolean backupEligible, long counter) {}
