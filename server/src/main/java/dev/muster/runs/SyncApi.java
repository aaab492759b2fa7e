package dev.muster.runs;

import dev.muster.api.Cursor;
import dev.muster.api.Limit;
import dev.muster.api.Listing;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.Integrations;
import dev.muster.ledger.RunKey;
import dev.muster.problem.InvalidInput;
import dev.muster.runs.HistoryPage.Shown;
import dev.muster.sync.RunHistory;
import dev.muster.sync.RunHistory.OlderFeed;
import dev.muster.sync.SyncRun;
import dev.muster.sync.Syncs;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Sync runs over REST.
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/integrations/{id}")
class SyncApi {
    private final Integrations integrations;
    private final Syncs syncs;
    private final RunHistory history;

    SyncApi(Integrations integrations, Syncs syncs, RunHistory history) {
        this.integrations = integrations;
        this.syncs = syncs;
        this.history = history;
    }

    /// What was asked for; the run begins as soon as a server is free.
    record Accepted(String message) {}

    @PostMapping("/sync")
    @Does(Action.RUN_INTEGRATION)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted sync(TenantAccess access, @PathVariable UUID id) {
        syncs.request(access, new IntegrationId(id));
        return new Accepted("The sync starts at once. Its run appears under runs.");
    }

    @PostMapping("/cancel")
    @Does(Action.RUN_INTEGRATION)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted cancel(TenantAccess access, @PathVariable UUID id) {
        syncs.cancel(access, new IntegrationId(id));
        return new Accepted("The run stops and publishes nothing.");
    }

    /// Feeds whose rows are older than the newest revision, because no later run read them to their end.
    @GetMapping("/older-feeds")
    @Does(Action.SEE)
    Listing<OlderFeed> olderFeeds(TenantAccess access, @PathVariable UUID id) {
        return new Listing<>(history.olderFeeds(known(access, id)), null);
    }

    @GetMapping("/runs")
    @Does(Action.SEE)
    Listing<SyncRun> runs(
            TenantAccess access,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "") String show) {
        IntegrationKey integration = known(access, id);
        Limit page = Limit.parse(limit);
        List<SyncRun> runs = history.page(integration, Shown.of(show).filter(), before(after), page.andOneMore());
        return Listing.of(runs, page.rows(), run -> run, run -> Cursor.of(String.valueOf(run.number())));
    }

    @GetMapping("/runs/{run}")
    @Does(Action.SEE)
    CertificateAnswer run(TenantAccess access, @PathVariable UUID id, @PathVariable int run) {
        return CertificateAnswer.of(history.certificate(new RunKey(known(access, id), run)));
    }

    @PostMapping("/runs/{run}/release")
    @Does(Action.RUN_INTEGRATION)
    CertificateAnswer release(TenantAccess access, @PathVariable UUID id, @PathVariable int run) {
        syncs.release(access, new IntegrationId(id), run);
        return run(access, id, run);
    }

    @PostMapping("/runs/{run}/discard")
    @Does(Action.RUN_INTEGRATION)
    CertificateAnswer discard(TenantAccess access, @PathVariable UUID id, @PathVariable int run) {
        syncs.discard(access, new IntegrationId(id), run);
        return run(access, id, run);
    }

    private IntegrationKey known(TenantAccess access, UUID id) {
        return integrations
                .get(access.id(), new IntegrationId(id))
                .integration()
                .key(access.id());
    }

    /// The number that a page begins below, as the page before named it.
    static int before(@Nullable String after) {
        try {
            return Cursor.parse(after, 1)
                    .map(cursor -> Integer.parseInt(cursor.key().getFirst()))
                    .orElse(Integer.MAX_VALUE);
        } catch (NumberFormatException foreign) {
            throw new InvalidInput(Map.of("after", "Send what the page before gave as next, or leave it out."));
        }
    }
}
