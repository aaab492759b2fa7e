package dev.muster.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.secret.SigningKey;
import dev.muster.secret.VerifyingKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/// The last line of a file of the record: what Muster says about all lines before it, signed.
///
/// @param asked      what the file was narrowed to, as an address has it; empty when it is the whole record
/// @param entries    lines before this one
/// @param signedFrom number of the entry since which entries are signed with this key
/// @param at         when the file was written
/// @param sha256     of the lines before this one, each with its line feed, in hexadecimal
/// @param publicKey  that goes with the signature, as X.509 has it, in hexadecimal
/// @param signature  of all the others, in hexadecimal
record FileSeal(
        UUID tenant,
        String asked,
        long entries,
        long signedFrom,
        Instant at,
        String sha256,
        String publicKey,
        String signature) {
    /// A signature of anything else never counts as one of a file.
    private static final String PURPOSE = "muster: file of the audit record, 1";

    static FileSeal signed(
            UUID tenant, String asked, long entries, long signedFrom, Instant at, String sha256, SigningKey key) {
        byte[] message = message(tenant, asked, entries, signedFrom, at, sha256);
        return new FileSeal(
                tenant,
                asked,
                entries,
                signedFrom,
                at,
                sha256,
                key.publicKey(),
                HexFormat.of().formatHex(key.sign(message)));
    }

    boolean isSignedBy(VerifyingKey key) {
        return key.made(
                HexFormat.of().parseHex(signature), message(tenant, asked, entries, signedFrom, at, sha256));
    }

    /// What was asked has no line feeds, so no two seals read the same.
    private static byte[] message(
            UUID tenant, String asked, long entries, long signedFrom, Instant at, String sha256) {
        return String.join(
                        "\n",
                        PURPOSE,
                        tenant.toString(),
                        asked,
                        String.valueOf(entries),
                        String.valueOf(signedFrom),
                        at.toString(),
                        sha256)
                .getBytes(UTF_8);
    }
}
