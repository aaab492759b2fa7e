package dev.muster.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One entry of a tenant's audit record.
///
/// @param number        position in the chain, from 1 without gaps
/// @param at            to the microsecond
/// @param details       in order of name
/// @param circumstances none on entries of versions that did not note them, which are hashed without
public record AuditEntry(
        long number,
        Instant at,
        Actor actor,
        String action,
        String subject,
        Map<String, String> details,
        @Nullable Circumstances circumstances) {
    public AuditEntry {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /// Where the act came from, as far as it was noted.
    public Origin origin() {
        return circumstances == null ? Origin.NONE : circumstances.origin();
    }
}
