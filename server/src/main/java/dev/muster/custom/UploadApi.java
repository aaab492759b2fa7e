package dev.muster.custom;

import dev.muster.custom.UploadOutcomes.UploadJson;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
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
    private final UploadOutcomes outcomes;
    private final RunHistory history;
    private final Clock clock;

    UploadApi(
            Integrations integrations,
            Uploads uploads,
            Previews previews,
            UploadOutcomes outcomes,
            RunHistory history,
            Clock clock) {
        this.integrations = integrations;
        this.uploads = uploads;
        this.previews = previews;
        this.outcomes = outcomes;
        this.history = history;
        this.clock = clock;
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
        return outcomes.of(access, current, upload);
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
}
