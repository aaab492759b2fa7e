package dev.muster.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.Circumstances;
import dev.muster.audit.Sentence;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An entry of the audit record for machines.
///
/// @param number    position in the tenant's chain, from 1 without gaps
/// @param actorKind `user`, `api_token` or `muster`
/// @param actorId   of the user, or the owner of the token; none for Muster itself
/// @param actor     as named then
/// @param action    stable name: `integration.added`
/// @param sentence  the entry in words, which may change with versions of Muster
/// @param details   further facts by name
/// @param outcome   `done`, `refused` or `failed`; with what follows none on entries of versions that did not note it
/// @param address   network address that the act came from; none for what Muster or a command did by itself
/// @param browser   in words; none where there is no address
/// @param request   id of the request, as the log has it
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEntryJson(
        long number,
        Instant at,
        String actorKind,
        @Nullable String actorId,
        String actor,
        String action,
        String subject,
        String sentence,
        Map<String, String> details,
        @Nullable String outcome,
        @Nullable String address,
        @Nullable String browser,
        @Nullable String request) {

    AuditEntryJson {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    static AuditEntryJson of(AuditEntry entry) {
        Circumstances circumstances = entry.circumstances();
        return new AuditEntryJson(
                entry.number(),
                entry.at(),
                entry.actor().kind().name().toLowerCase(Locale.ROOT),
                entry.actor().id() == null ? null : entry.actor().id().toString(),
                entry.actor().name(),
                entry.action(),
                entry.subject(),
                Sentence.of(entry).text(),
                entry.details(),
                circumstances == null ? null : circumstances.outcome().id(),
                entry.origin().address(),
                entry.origin().browser(),
                entry.origin().request());
    }
}
