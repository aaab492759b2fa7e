package dev.muster.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.database.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An entry as a line of a file, with all that is needed to compute its hash again.
///
/// @param actorKind         `user`, `api_token` or `muster`
/// @param sentence          the entry in words; not part of its hash
/// @param outcome           with the next three none on entries of versions that did not note them
/// @param previousHash      of the entry before, in hexadecimal as all that follow
/// @param previousSignature of the entry before; none where that has none
/// @param signature         of this entry's hash; none on entries of versions that did not sign
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordLine(
        UUID tenant,
        long number,
        Instant at,
        String actorKind,
        @Nullable UUID actorId,
        String actor,
        String action,
        String subject,
        String sentence,
        Map<String, String> details,
        @Nullable String outcome,
        @Nullable String address,
        @Nullable String browser,
        @Nullable String request,
        String previousHash,
        @Nullable String previousSignature,
        String hash,
        @Nullable String signature) {

    public RecordLine {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    static RecordLine of(TenantId tenant, AuditEntry entry, Link before, Link link) {
        Circumstances circumstances = entry.circumstances();
        return new RecordLine(
                tenant.value(),
                entry.number(),
                entry.at(),
                entry.actor().kind().name().toLowerCase(Locale.ROOT),
                entry.actor().id(),
                entry.actor().name(),
                entry.action(),
                entry.subject(),
                Sentence.of(entry).text(),
                entry.details(),
                circumstances == null ? null : circumstances.outcome().id(),
                entry.origin().address(),
                entry.origin().browser(),
                entry.origin().request(),
                before.hex(),
                hex(before.signature()),
                link.hex(),
                hex(link.signature()));
    }

    /// @throws IllegalArgumentException when it is none that was ever written
    AuditEntry entry() {
        return new AuditEntry(
                number,
                at,
                new Actor(Actor.Kind.valueOf(actorKind.toUpperCase(Locale.ROOT)), actorId, actor),
                action,
                subject,
                details,
                circumstances());
    }

    private @Nullable Circumstances circumstances() {
        return outcome == null
                ? null
                : new Circumstances(
                        Outcome.of(outcome).orElseThrow(() -> new IllegalArgumentException(outcome)),
                        new Origin(address, browser, request));
    }

    /// Whether it is the entry after those that were removed.
    boolean follows(Pruned removed) {
        return number == removed.last() + 1
                && previousHash.equals(removed.hash())
                && Objects.equals(previousSignature, removed.signature());
    }

    Link link() {
        return new Link(number, HexFormat.of().parseHex(hash), bytes(signature));
    }

    /// Its hash as it follows from everything else.
    String computed() {
        byte[] previous = HexFormat.of().parseHex(previousHash);
        byte[] computed = ChainHash.of(previous, bytes(previousSignature), new TenantId(tenant), entry());
        return HexFormat.of().formatHex(computed);
    }

    private static byte @Nullable [] bytes(@Nullable String hex) {
        return hex == null ? null : HexFormat.of().parseHex(hex);
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}
