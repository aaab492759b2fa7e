package dev.muster.custom;

import dev.muster.custom.Findings.Bad;
import dev.muster.host.FeedCertificate;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.RunKey;
import dev.muster.ledger.StagedChanges.Kind;
import dev.muster.ledger.StagedChanges.Sum;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.sync.RunHistory;
import dev.muster.sync.SyncRun;
import dev.muster.sync.SyncRun.Outcome;
import dev.muster.table.BadFile;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Files for custom applications over REST.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/integrations/{id}")
class UploadApi {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Integrations integrations;
    private final Uploads uploads;
    private final Previews previews;
    private final RunHistory history;
    private final Clock clock;

    UploadApi(Integrations integrations, Uploads uploads, Previews previews, RunHistory history, Clock clock) {
        this.integrations = integrations;
        this.uploads = uploads;
        this.previews = previews;
        this.history = history;
        this.clock = clock;
    }

    /// What became of the newest file.
    ///
    /// @param state    `published`, `on hold`, `reading`, `columns needed`, `discarded`
    /// @param message  the same as a sentence, with what to do
    /// @param run      that read it; none before
    /// @param revision that it became; none unless it was published
    /// @param read     rows of the file; stored + rejected
    /// @param rejected rows that cannot be stored
    /// @param rows     the first of those
    /// @param changes  what it would change; none unless it is on hold
    record UploadJson(
            String state,
            String message,
            String file,
            @Nullable Integer run,
            @Nullable Integer revision,
            long read,
            long stored,
            long rejected,
            String digest,
            List<RejectedJson> rows,
            @Nullable ChangesJson changes) {}

    /// @param table of the long form; empty for the short one
    record RejectedJson(long row, String table, String why, String follows) {}

    record ChangesJson(Sum accounts, Sum privileged, long granted, long removed, long changed) {
        static ChangesJson of(Preview preview) {
            return new ChangesJson(
                    preview.accounts(),
                    preview.privileged(),
                    preview.touched(Kind.JOINED, Kind.GRANTED),
                    preview.touched(Kind.GONE, Kind.REMOVED),
                    preview.touched(Kind.CHANGED));
        }
    }

    /// Takes a CSV or XLSX file as the body. Published at once when no row is rejected and the guard is silent.
    @PutMapping("/upload")
    @Does(Action.RUN_INTEGRATION)
    ResponseEntity<UploadJson> upload(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name)
            throws IOException, InterruptedException {
        var integration = new IntegrationId(id);
        IntegrationKey key = uploads.requireTakes(access, integration).key(access.id());
        requireFile(request.getContentType());
        int before = previews.newestRun(key);
        uploads.receive(access, integration, name, true, request.getInputStream());
        await(key, before);
        UploadJson answer = newest(access, id);
        return ResponseEntity.status(answer.state().equals("published") ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(answer);
    }

    /// The newest file and what became of it.
    @GetMapping("/upload")
    @Does(Action.SEE)
    UploadJson newest(TenantAccess access, @PathVariable UUID id) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        IntegrationKey key = current.integration().key(access.id());
        Upload upload = uploads.newest(key)
                .orElseThrow(() -> new NoSuchThing("No file was uploaded to %s yet."
                        .formatted(current.integration().name())));
        return json(access, current, upload);
    }

    /// What the columns mean.
    @GetMapping("/columns")
    @Does(Action.SEE)
    StoredForm columns(TenantAccess access, @PathVariable UUID id) {
        String form = integrations
                .get(access.id(), new IntegrationId(id))
                .integration()
                .form();
        if (form == null) {
            throw new NoSuchThing("Nobody has said yet what the columns mean.");
        }
        return StoredForm.parse(form);
    }

    /// Says what the columns of the next files mean.
    @PutMapping("/columns")
    @Does(Action.RUN_INTEGRATION)
    StoredForm columns(TenantAccess access, @PathVariable UUID id, @RequestBody StoredForm body) {
        var integration = new IntegrationId(id);
        uploads.requireTakes(access, integration);
        uploads.expect(access, integration, body.checked());
        return columns(access, id);
    }

    @ExceptionHandler
    ProblemDetail bad(BadFile file) {
        return ProblemDetail.forStatusAndDetail(status(file.kind()), file.words());
    }

    static HttpStatus status(BadFile.Kind kind) {
        return switch (kind) {
            case UNREADABLE -> HttpStatus.BAD_REQUEST;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNFIT -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    private static void requireFile(@Nullable String type) {
        if (type != null
                && (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("application/json"))) {
            throw new InvalidInput(Map.of(
                    "file",
                    "Send the file as the body, with Content-Type text/csv or application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, not %s."
                            .formatted(type)));
        }
    }

    /// A run begins as soon as a server is free.
    private void await(IntegrationKey key, int before) throws InterruptedException {
        Instant until = clock.instant().plus(PATIENCE);
        while (clock.instant().isBefore(until)) {
            Optional<SyncRun> run = ended(key, before);
            if (run.isPresent()) {
                if (run.get().outcome() == Outcome.FAILED) {
                    throw new Conflict("The file was taken and could not be stored: %s"
                            .formatted(run.get().reason()));
                }
                return;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private Optional<SyncRun> ended(IntegrationKey key, int before) {
        return history.page(key, RunHistory.Filter.ALL, Integer.MAX_VALUE, 1).stream()
                .filter(run -> run.number() > before && run.outcome() != null)
                .findFirst();
    }

    private UploadJson json(TenantAccess access, Current current, Upload upload) {
        Optional<Preview> preview =
                previews.of(access, current).filter(held -> held.upload().number() == upload.number());
        Optional<SyncRun> run = Optional.ofNullable(upload.run())
                .flatMap(number ->
                        history
                                .page(current.integration().key(access.id()), RunHistory.Filter.ALL, number + 1, 1)
                                .stream()
                                .findFirst());
        long rejected = run.map(read ->
                        history
                                .certificate(new RunKey(current.integration().key(access.id()), read.number()))
                                .feeds()
                                .stream()
                                .mapToLong(FeedCertificate::rejected)
                                .sum())
                .orElse(0L);
        return new UploadJson(
                state(current, upload, preview),
                message(current, upload, preview),
                upload.name(),
                upload.run(),
                run.map(SyncRun::revision).orElse(null),
                upload.rows(),
                upload.rows() - rejected,
                rejected,
                upload.digest(),
                preview.map(held ->
                                held.rejected().stream().map(UploadApi::json).toList())
                        .orElse(List.of()),
                preview.map(ChangesJson::of).orElse(null));
    }

    private static RejectedJson json(Bad row) {
        return new RejectedJson(row.row(), row.table(), row.why(), row.follows());
    }

    private static String state(Current current, Upload upload, Optional<Preview> preview) {
        if (preview.isPresent()) {
            return "on hold";
        }
        if (upload.published()) {
            return "published";
        }
        if (!upload.ready()) {
            return "columns needed";
        }
        return current.status().isSyncing() ? "reading" : "discarded";
    }

    private static String message(Current current, Upload upload, Optional<Preview> preview) {
        return switch (state(current, upload, preview)) {
            case "on hold" ->
                preview.orElseThrow().why()
                        + ". Nothing is published before somebody decides: release or discard run %d."
                                .formatted(preview.orElseThrow().run());
            case "published" -> "It is published.";
            case "columns needed" -> "Somebody has to say what its columns mean.";
            case "reading" -> "The file is being read. Ask again in a moment.";
            default -> "Nothing of it is published.";
        };
    }
}
