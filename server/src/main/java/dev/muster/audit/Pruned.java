package dev.muster.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Old entries that the operator removed from a tenant's record, as the entry that tells of it has them. By this
/// what is left can still be proved, and a copy of what went can be held against it.
///
/// @param first     number of the oldest that went
/// @param last      number of the newest that went
/// @param from      when the oldest was recorded
/// @param until     when the newest was
/// @param hash      of the newest, in hexadecimal as all that follow
/// @param signature of that hash; none where the newest was not signed
/// @param digest    SHA-256 over number and hash of each, a line `12 5d7f...` for each
public record Pruned(
        long first,
        long last,
        Instant from,
        Instant until,
        String hash,
        @Nullable String signature,
        String digest) {
    /// What the entry is called.
    static final String ACTION = "record.pruned";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

    /// How many went.
    public long entries() {
        return last - first + 1;
    }

    /// What an entry of the record tells of; nothing when it tells of something else.
    static Optional<Pruned> of(AuditEntry entry) {
        return entry.action().equals(ACTION) ? of(entry.details()) : Optional.empty();
    }

    private static Optional<Pruned> of(Map<String, String> details) {
        String hash = details.getOrDefault("hash", "");
        String signature = details.get("signature");
        if (!HASH.matcher(hash).matches()
                || signature != null && !SIGNATURE.matcher(signature).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Pruned(
                    Long.parseLong(details.getOrDefault("first", "")),
                    Long.parseLong(details.getOrDefault("last", "")),
                    Instant.parse(details.getOrDefault("from", "")),
                    Instant.parse(details.getOrDefault("until", "")),
                    hash,
                    signature,
                    details.getOrDefault("digest", "")));
        } catch (NumberFormatException | DateTimeParseException forged) {
            return Optional.empty();
        }
    }

    /// As an entry tells them.
    Map<String, String> details() {
        Map<String, String> details = new TreeMap<>(Map.of(
                "first",
                String.valueOf(first),
                "last",
                String.valueOf(last),
                "from",
                from.toString(),
                "until",
                until.toString(),
                "hash",
                hash,
                "digest",
                digest));
        if (signature != null) {
            details.put("signature", signature);
        }
        return details;
    }

    /// What the oldest entry that is left follows.
    Link end() {
        return new Link(
                last,
                HexFormat.of().parseHex(hash),
                signature == null ? null : HexFormat.of().parseHex(signature));
    }
}
