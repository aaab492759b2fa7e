package dev.muster.settings;

import dev.muster.api.Cursor;
import dev.muster.api.Limit;
import dev.muster.api.Listing;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.Chain;
import dev.muster.audit.Pruned;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The audit record, and whether it is what was written, over REST.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/audit")
@Does(Action.SEE_RECORD)
class AuditApi {
    private final AuditTrail audit;
    private final RecordCheck check;

    AuditApi(AuditTrail audit, RecordCheck check) {
        this.audit = audit;
        this.check = check;
    }

    /// Its entries, newest first.
    @GetMapping
    @Parameter(in = ParameterIn.QUERY, name = "q")
    @Parameter(in = ParameterIn.QUERY, name = "who")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "what",
            schema =
                    @Schema(
                            allowableValues = {
                                "integrations",
                                "syncs",
                                "people",
                                "files",
                                "members",
                                "tokens",
                                "tenant",
                                "record"
                            }))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "outcome",
            schema = @Schema(allowableValues = {"done", "refused", "failed"}))
    @Parameter(in = ParameterIn.QUERY, name = "address")
    @Parameter(in = ParameterIn.QUERY, name = "from", schema = @Schema(format = "date"))
    @Parameter(in = ParameterIn.QUERY, name = "to", schema = @Schema(format = "date"))
    @Parameter(in = ParameterIn.QUERY, name = "integration")
    @Parameter(in = ParameterIn.QUERY, name = "after")
    @Parameter(in = ParameterIn.QUERY, name = "limit")
    Listing<AuditEntryJson> list(
            TenantAccess access, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> asked) {
        access.require(Action.SEE_RECORD);
        AuditFilter filter = AuditQuestion.parse(asked, "after", "limit").filter();
        int limit = Limit.parse(AuditQuestion.first(asked, "limit")).rows();
        Long before = Cursor.parse(AuditQuestion.first(asked, "after"), 1)
                .map(AuditApi::number)
                .orElse(null);
        // one page has as many entries as the record gives at a time, so whether there are more is asked for apart
        List<AuditEntry> found = audit.page(access.id(), filter, before, limit);
        boolean more = found.size() == limit
                && !audit.page(access.id(), filter, found.getLast().number(), 1).isEmpty();
        String next = more ? Cursor.of(String.valueOf(found.getLast().number())).text() : null;
        return new Listing<>(found.stream().map(AuditEntryJson::of).toList(), next);
    }

    private static long number(Cursor after) {
        String number = after.key().getFirst();
        if (!number.matches("[0-9]{1,18}")) {
            throw Cursor.foreign();
        }
        return Long.parseLong(number);
    }

    /// @param unbroken    whether every entry is as it was written, and the certificate of every revision as recorded
    /// @param entries     how many there are; none when it is broken
    /// @param head        hash of the newest in hexadecimal; none when it is broken
    /// @param notSigned   how many were there when signing began; none when it is broken
    /// @param signedSince when that was; none when all were signed when they were written
    /// @param removedTo   number of the newest entry that the operator removed; none when none was, or it is broken
    /// @param revisions   published ones whose certificates were held against the record
    /// @param firstFault  number of the first entry that does not fit; none when every entry does
    /// @param why         what is wrong, as a sentence; none when all is well
    /// @param publicKey   that signatures are checked with, as X.509 has it, in hexadecimal
    record RecordCheckJson(
            boolean unbroken,
            @Nullable Long entries,
            @Nullable String head,
            @Nullable Long notSigned,
            @Nullable Instant signedSince,
            @Nullable Long removedTo,
            long revisions,
            @Nullable Long firstFault,
            @Nullable String why,
            String publicKey) {}

    /// Computes the whole chain again.
    @GetMapping("/check")
    @CostlyQuestion
    RecordCheckJson check(TenantAccess access) {
        access.require(Action.SEE_RECORD);
        RecordCheck.Outcome checked = check.of(access.id());
        long revisions = checked.published().checked();
        String fault = checked.published().fault().orElse(null);
        return switch (checked.chain()) {
            case Chain.Unbroken(long entries, String head, long before, Instant since, Pruned pruned) ->
                new RecordCheckJson(
                        fault == null,
                        entries,
                        head,
                        before,
                        since,
                        pruned == null ? null : pruned.last(),
                        revisions,
                        null,
                        fault,
                        checked.publicKey());
            case Chain.Broken(long number, String why) ->
                new RecordCheckJson(false, null, null, null, null, null, revisions, number, why, checked.publicKey());
        };
    }
}
