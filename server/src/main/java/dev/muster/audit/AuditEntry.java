package dev.muster.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One entry of a tenant's audit record.
///
/// @param number  position in the chain, from 1 without gaps
/// @param at      to the microsecond
/// @param details in order of name
public record AuditEntry(
        long number, Instant at, Actor actor, String action, String subject, Map<String, String> details) {
    public AuditEntry {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
