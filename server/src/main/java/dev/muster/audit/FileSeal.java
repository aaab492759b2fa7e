package dev.muster.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.secret.SigningKey;
import dev.muster.secret.VerifyingKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The last line of a file of the record: what Muster says about all lines before it, signed.
///
/// @param asked      what the file was narrowed to, as an address has it; empty when it is the whole record
/// @param entries    lines before this one
/// @param signedFrom number of the entry since which entries are signed with this key
/// @param at         when the file was written
/// @param sha256     of the lines before this one, each with its line feed, in hexadecimal
/// @param entryKeys  public keys that entries may be signed with: this one, and those of the master keys before it
/// @param publicKey  that goes with the signature, as X.509 has it, in hexadecimal
/// @param signature  of all the others, in hexadecimal
record FileSeal(
        UUID tenant,
        String asked,
        long entries,
        long signedFrom,
        Instant at,
        String sha256,
        List<String> entryKeys,
        String publicKey,
        String signature) {
    /// Always the same, so that a line can be compared to the last character.
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A signature of anything else never counts as one of a file.
    private static final String PURPOSE = "muster: file of the audit record, 1";

    FileSeal {
        entryKeys = List.copyOf(entryKeys);
    }

    static FileSeal signed(
            UUID tenant, String asked, long entries, long signedFrom, Instant at, String sha256, SigningKey key) {
        List<String> keys = key.verifying().stream().map(VerifyingKey::text).toList();
        byte[] message = message(tenant, asked, entries, signedFrom, at, sha256, keys);
        return new FileSeal(
                tenant,
                asked,
                entries,
                signedFrom,
                at,
                sha256,
                keys,
                keys.getFirst(),
                HexFormat.of().formatHex(key.sign(message)));
    }

    boolean isSignedBy(VerifyingKey key) {
        byte[] made = HexFormat.of().parseHex(signature);
        return publicKey.equals(key.text())
                && HexFormat.of().formatHex(made).equals(signature)
                && key.made(made, message(tenant, asked, entries, signedFrom, at, sha256, entryKeys));
    }

    /// The seal of a line that [#line] wrote, to the last character.
    static Optional<FileSeal> parse(String line) {
        try {
            Line read = JSON.readValue(line, Line.class);
            return read != null && read.seal() != null && read.seal().line().equals(line)
                    ? Optional.of(read.seal())
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException | NullPointerException none) {
            return Optional.empty();
        }
    }

    /// Without its line feed.
    String line() {
        return JSON.writeValueAsString(new Line(this));
    }

    private record Line(@Nullable FileSeal seal) {}

    /// What was asked has no line feeds, so no two seals read the same.
    private static byte[] message(
            UUID tenant,
            String asked,
            long entries,
            long signedFrom,
            Instant at,
            String sha256,
            List<String> entryKeys) {
        return String.join(
                        "\n",
                        PURPOSE,
                        tenant.toString(),
                        asked,
                        String.valueOf(entries),
                        String.valueOf(signedFrom),
                        at.toString(),
                        sha256,
                        String.join(" ", entryKeys))
                .getBytes(UTF_8);
    }
}
