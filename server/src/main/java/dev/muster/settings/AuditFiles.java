package dev.muster.settings;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.audit.AuditCount;
import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.RecordFiles;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileHead;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Moment;
import dev.muster.witness.FilesRead;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/// The audit record as files, narrowed as the page is, newest first. They are read some entries at a time, so that
/// memory does not grow with the record.
@Controller
@Does(Action.SEE_RECORD)
class AuditFiles implements FileList {
    /// Entries before this number alone: where a file that is written again begins.
    private static final String BEFORE = "before";

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
    private final FileAnswers files;
    private final RecordFiles provable;
    private final JsonMapper json;

    AuditFiles(AuditTrail audit, FileAnswers files, RecordFiles provable, JsonMapper json) {
        this.audit = audit;
        this.files = files;
        this.provable = provable;
        this.json = json;
    }

    @GetMapping("/t/{tenant}/settings/audit" + FileFormat.ENDING)
    @CostlyQuestion
    void table(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @RequestParam MultiValueMap<String, String> asked)
            throws IOException {
        access.require(Action.SEE_RECORD);
        files.send(access, request, answer, this, new Asked(asked));
    }

    @Override
    public String id() {
        return "audit";
    }

    @Override
    public Action action() {
        return Action.SEE_RECORD;
    }

    /// Entries that are added while the file is written come before its first, and so are not in it.
    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        AuditFilter filter = AuditQuestion.parse(asked.sent(), BEFORE).filter();
        Long before = asked.value(BEFORE).isEmpty() ? null : number(asked.value(BEFORE));
        Slice<AuditEntry> first = slice(access, filter, before);
        return ListFile.of(
                head(access, asked, filter, first),
                first,
                after -> slice(access, filter, number(after.key().getFirst())),
                entry -> Stream.of(cells(AuditEntryJson.of(entry))));
    }

    private Slice<AuditEntry> slice(TenantAccess access, AuditFilter filter, @Nullable Long before) {
        List<AuditEntry> some = audit.page(access.id(), filter, before, ENTRIES_AT_A_TIME);
        return new Slice<>(
                some,
                some.size() < ENTRIES_AT_A_TIME
                        ? null
                        : Cursor.of(String.valueOf(some.getLast().number())));
    }

    /// The newest entry of the file says where it begins again, whatever is recorded meanwhile.
    private FileHead head(TenantAccess access, Asked asked, AuditFilter filter, Slice<AuditEntry> first) {
        AuditCount count = audit.count(access.id(), filter, null);
        String begin = first.rows().isEmpty()
                ? ""
                : String.valueOf(first.rows().getFirst().number() + 1);
        return new FileHead(
                name(access),
                COLUMNS,
                "Audit record",
                "the tenant",
                first.rows().isEmpty()
                        ? "No entry"
                        : "Up to entry %d of %s UTC"
                                .formatted(
                                        first.rows().getFirst().number(),
                                        Moment.utc(first.rows().getFirst().at()).second()),
                asked.words(List.of(BEFORE)),
                List.of(),
                count.found() < AuditCount.MOST ? count.found() : null,
                asked.with(BEFORE, begin),
                Map.of());
    }

    private static long number(String before) {
        if (!before.matches("[0-9]{1,18}")) {
            throw new InvalidInput(Map.of(BEFORE, "Send the number of an entry, or leave it out for the newest."));
        }
        return Long.parseLong(before);
    }

    /// One JSON object a line, each entry with its place in the chain, and a signed last line: `muster audit verify`
    /// checks such a file.
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
            FilesRead.noteRows(provable.write(access.id(), filter, narrowed(asked), lines));
        }
    }

    private static String narrowed(MultiValueMap<String, String> asked) {
        return AuditQuestion.parse(asked).on(Address.of("")).query();
    }

    private List<? extends @Nullable Object> cells(AuditEntryJson entry) {
        return Arrays.asList(
                entry.number(),
                entry.at(),
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
