package dev.muster.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.Cursor;
import dev.muster.api.Limit;
import dev.muster.api.Listing;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.Integrations;
import dev.muster.ledger.RevisionHistory;
import dev.muster.ledger.RevisionHistory.Listed;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What runs published of an integration, over REST: each can be asked for as `asOf`.
@RestController
@Does(Action.SEE)
class RevisionsApi {
    private final Integrations integrations;
    private final RevisionHistory history;

    RevisionsApi(Integrations integrations, RevisionHistory history) {
        this.integrations = integrations;
        this.history = history;
    }

    /// @param run     that published it
    /// @param added   facts that came with it; of the first, all
    /// @param folded  when it was folded into a later one; then nobody can ask for it any more
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListedRevisionJson(
            int number,
            int run,
            Instant publishedAt,
            long accounts,
            long groups,
            long grants,
            long added,
            long removed,
            long changed,
            @Nullable Instant folded) {
        static ListedRevisionJson of(Listed one) {
            return new ListedRevisionJson(
                    one.number(),
                    one.run(),
                    one.published(),
                    one.accounts(),
                    one.groups(),
                    one.grants(),
                    one.added(),
                    one.removed(),
                    one.changed(),
                    one.folded());
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/integrations/{id}/revisions")
    Listing<ListedRevisionJson> list(
            TenantAccess access,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        IntegrationKey integration = integrations
                .get(access.id(), new IntegrationId(id))
                .integration()
                .key(access.id());
        Limit page = Limit.parse(limit);
        List<Listed> revisions = history.page(integration, SyncApi.before(after), page.andOneMore());
        return Listing.of(
                revisions, page.rows(), ListedRevisionJson::of, one -> Cursor.of(String.valueOf(one.number())));
    }
}
