package dev.muster.runs;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.download.Asked;
import dev.muster.download.FileAnswers;
import dev.muster.download.FileFormat;
import dev.muster.download.FileHead;
import dev.muster.download.FileList;
import dev.muster.download.ListFile;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.Integrations;
import dev.muster.problem.InvalidInput;
import dev.muster.runs.HistoryPage.Shown;
import dev.muster.sync.RunHistory;
import dev.muster.sync.SyncRun;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.SpreadsheetCsv;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The sync history of an integration as a file, newest first.
@Controller
class RunsFile implements FileList {
    private static final int ROWS = 500;
    private static final String SHOW = "show";
    /// Number of a run; the file has those of lower numbers.
    private static final String BEFORE = "before";

    private static final List<String> COLUMNS = List.of(
            "run",
            "started",
            "ended",
            "started_by",
            "outcome",
            "reason",
            "revision",
            "added",
            "removed",
            "changed",
            "credential",
            "credential_fingerprint",
            "connector_version",
            "digest");

    private final Integrations integrations;
    private final RunHistory history;
    private final FileAnswers files;
    private final Clock clock;

    RunsFile(Integrations integrations, RunHistory history, FileAnswers files, Clock clock) {
        this.integrations = integrations;
        this.history = history;
        this.files = files;
        this.clock = clock;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/history" + FileFormat.ENDING)
    @Does(Action.SEE)
    void download(
            TenantAccess access,
            HttpServletRequest request,
            HttpServletResponse answer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String show)
            throws IOException {
        files.send(access, request, answer, this, Asked.of(Map.of("integration", id.toString(), SHOW, show)));
    }

    @Override
    public String id() {
        return "runs";
    }

    @Override
    public ListFile open(TenantAccess access, Asked asked) {
        UUID id = asked.only("integration", SHOW, BEFORE).id("integration");
        Integration integration =
                integrations.get(access.id(), new IntegrationId(id)).integration();
        IntegrationKey key = integration.key(access.id());
        Shown shown = Shown.of(asked.value(SHOW));
        Slice<SyncRun> first = slice(key, shown, before(asked));
        return ListFile.of(
                head(access, integration, asked, first),
                first,
                after -> slice(key, shown, Integer.parseInt(after.key().getFirst())),
                run -> Stream.of(cells(run)));
    }

    /// @throws InvalidInput about `before`
    private static int before(Asked asked) {
        try {
            return asked.value(BEFORE).isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(asked.value(BEFORE));
        } catch (NumberFormatException other) {
            throw new InvalidInput(Map.of(BEFORE, "Send the number of a run, or leave it out for all runs."));
        }
    }

    private Slice<SyncRun> slice(IntegrationKey key, Shown shown, int before) {
        return Slice.of(
                history.page(key, shown.filter(), before, ROWS + 1),
                ROWS,
                run -> Cursor.of(String.valueOf(run.number())));
    }

    private FileHead head(TenantAccess access, Integration integration, Asked asked, Slice<SyncRun> first) {
        int newest = first.rows().isEmpty() ? 0 : first.rows().getFirst().number();
        return new FileHead(
                "%s-%s-runs-%s"
                        .formatted(
                                access.tenant().slug(),
                                SpreadsheetCsv.plain(integration.name()),
                                LocalDate.ofInstant(clock.instant(), integration.timeZone())),
                COLUMNS,
                "Sync history",
                integration.name(),
                newest == 0 ? "No run yet" : "Up to run %d".formatted(newest),
                asked.words(List.of("integration", BEFORE)),
                List.of(),
                history.count(
                        integration.key(access.id()),
                        Shown.of(asked.value(SHOW)).filter(),
                        0),
                asked.with(BEFORE, String.valueOf(newest + 1)),
                Map.of());
    }

    private static List<? extends @Nullable Object> cells(SyncRun run) {
        return Arrays.asList(
                run.number(),
                run.startedAt(),
                run.endedAt(),
                run.startedBy(),
                run.outcome() == null ? "running" : run.outcome().word(),
                run.reason(),
                run.revision(),
                run.changes().added(),
                run.changes().removed(),
                run.changes().changed(),
                run.credential() == null ? "" : run.credential().kind(),
                run.credential() == null ? "" : run.credential().fingerprint(),
                run.connectorVersion(),
                run.digest());
    }
}
