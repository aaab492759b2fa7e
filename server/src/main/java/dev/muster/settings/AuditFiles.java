package dev.muster.settings;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.RecordFiles;
import dev.muster.database.TenantId;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.SpreadsheetCsv;
import dev.muster.witness.FilesRead;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/// The audit record as files, narrowed as the page is, newest first. They are read some entries at a time, so that
/// memory does not grow with the record.
@Controller
@Does(Action.SEE_RECORD)
class AuditFiles {
    private static final int ENTRIES_AT_A_TIME = 500;
    private static final List<String> COLUMNS = List.of(
            "number",
            "at",
            "actor_kind",
            "actor_id",
            "actor",
            "action",
            "subject",
            "sentence",
            "integration",
            "details",
            "outcome",
            "address",
            "browser",
            "request");

    private final AuditTrail audit;
    private final RecordFiles files;
    private final JsonMapper json;

    AuditFiles(AuditTrail audit, RecordFiles files, JsonMapper json) {
        this.audit = audit;
        this.files = files;
        this.json = json;
    }

    @FunctionalInterface
    private interface EntryWriter {
        void write(AuditEntryJson entry) throws IOException;
    }

    @GetMapping("/t/{tenant}/settings/audit.csv")
    @CostlyQuestion
    void csv(TenantAccess access, HttpServletResponse answer, @RequestParam MultiValueMap<String, String> asked)
            throws IOException {
        access.require(Action.SEE_RECORD);
        AuditFilter filter = AuditQuestion.parse(asked).filter();
        try (var csv = SpreadsheetCsv.download(answer, name(access), COLUMNS)) {
            each(access.id(), filter, entry -> csv.row(cells(entry)));
        }
    }

    /// One JSON object a line, each entry with its place in the chain, and a signed last line: `muster audit verify`
    /// checks
    /// such a file.
    @GetMapping("/t/{tenant}/settings/audit.jsonl")
    @CostlyQuestion
    void lines(TenantAccess access, HttpServletResponse answer, @RequestParam MultiValueMap<String, String> asked)
            throws IOException {
        access.require(Action.SEE_RECORD);
        AuditFilter filter = AuditQuestion.parse(asked).filter();
        answer.setContentType("application/x-ndjson");
        answer.setCharacterEncoding(StandardCharsets.UTF_8);
        answer.setHeader("Content-Disposition", "attachment; filename=\"%s.jsonl\"".formatted(name(access)));
        try (Writer lines = answer.getWriter()) {
            FilesRead.noteRows(files.write(access.id(), filter, narrowed(asked), lines));
        }
    }

    private static String narrowed(MultiValueMap<String, String> asked) {
        return AuditQuestion.parse(asked).on(Address.of("")).query();
    }

    private void each(TenantId tenant, AuditFilter filter, EntryWriter writer) throws IOException {
        Long before = null;
        List<AuditEntry> some;
        do {
            some = audit.page(tenant, filter, before, ENTRIES_AT_A_TIME);
            for (AuditEntry entry : some) {
                writer.write(AuditEntryJson.of(entry));
                before = entry.number();
            }
        } while (some.size() == ENTRIES_AT_A_TIME);
    }

    private List<String> cells(AuditEntryJson entry) {
        return Arrays.asList(
                String.valueOf(entry.number()),
                entry.at().toString(),
                entry.actorKind(),
                entry.actorId(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.sentence(),
                entry.details().get("integration"),
                json.writeValueAsString(entry.details()),
                entry.outcome(),
                entry.address(),
                entry.browser(),
                entry.request());
    }

    private static String name(TenantAccess access) {
        return access.tenant().slug() + "-audit-record";
    }
}
