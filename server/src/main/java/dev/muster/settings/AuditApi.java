package dev.muster.settings;

import dev.muster.audit.Chain;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whether the audit record is what was written, over REST.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/audit")
@Does(Action.SEE_RECORD)
class AuditApi {
    private final RecordCheck check;

    AuditApi(RecordCheck check) {
        this.check = check;
    }

    /// @param unbroken    whether every entry is as it was written, and the certificate of every revision as recorded
    /// @param entries     how many there are; none when it is broken
    /// @param head        hash of the newest in hexadecimal; none when it is broken
    /// @param notSigned   how many were there when signing began; none when it is broken
    /// @param signedSince when that was; none when all were signed when they were written
    /// @param revisions   published ones whose certificates were held against the record
    /// @param firstFault  number of the first entry that does not fit; none when every entry does
    /// @param why         what is wrong, as a sentence; none when all is well
    /// @param publicKey   that signatures are checked with, as X.509 has it, in hexadecimal
    record CheckJson(
            boolean unbroken,
            @Nullable Long entries,
            @Nullable String head,
            @Nullable Long notSigned,
            @Nullable Instant signedSince,
            long revisions,
            @Nullable Long firstFault,
            @Nullable String why,
            String publicKey) {}

    /// Computes the whole chain again.
    @GetMapping("/check")
    @CostlyQuestion
    CheckJson check(TenantAccess access) {
        access.require(Action.SEE_RECORD);
        RecordCheck.Outcome checked = check.of(access.id());
        long revisions = checked.published().checked();
        String fault = checked.published().fault().orElse(null);
        return switch (checked.chain()) {
            case Chain.Unbroken(long entries, String head, long before, Instant since) ->
                new CheckJson(fault == null, entries, head, before, since, revisions, null, fault, checked.publicKey());
            case Chain.Broken(long number, String why) ->
                new CheckJson(false, null, null, null, null, revisions, number, why, checked.publicKey());
        };
    }
}
