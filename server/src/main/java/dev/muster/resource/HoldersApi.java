package dev.muster.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.Limit;
import dev.muster.connector.Description;
import dev.muster.explorer.RevisionListing;
import dev.muster.ledger.Level;
import dev.muster.ledger.Walk;
import dev.muster.resource.HolderList.Holder;
import dev.muster.rights.KnownResources;
import dev.muster.source.Told;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
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

/// Who holds something on one resource, over REST: the members of a group, the holders of what is sold by the seat.
@RestController
@Does(Action.SEE)
class HoldersApi {
    private final KnownResources known;
    private final KnownHolders holders;

    HoldersApi(KnownResources known, KnownHolders holders) {
        this.known = known;
        this.holders = holders;
    }

    /// @param account    id of the account
    /// @param state      `active`, `invited` or `absent`
    /// @param kind       `human`, `service` or `unknown`
    /// @param level      what is held
    /// @param baseLevels what is held on the application as a whole, raw values, the strongest first
    /// @param lastUsed   day on which it was last used; absent when nobody tells
    /// @param since      when the first revision was published that shows it so; absent when Muster found it at its
    ///                   first look
    /// @param feed       id of the feed that told it
    /// @param recordId   the record of the application that told it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResourceHolderJson(
            String account,
            String name,
            @Nullable String email,
            String state,
            String kind,
            Level level,
            List<String> baseLevels,
            @Nullable String lastUsed,
            @Nullable Instant since,
            int sinceRevision,
            String feed,
            String recordId) {
        ResourceHolderJson {
            baseLevels = List.copyOf(baseLevels);
        }

        static ResourceHolderJson of(Description application, String type, Holder holder) {
            Told told = holder.told();
            return new ResourceHolderJson(
                    holder.account().id(),
                    holder.name(),
                    holder.email().isEmpty() ? null : holder.email(),
                    holder.state(),
                    holder.kind(),
                    Level.of(application, type, holder.value()),
                    application.strongestFirst(application.whole(), holder.base()),
                    holder.lastUsed().isEmpty() ? null : holder.lastUsed(),
                    told.atFirstLook() ? null : told.at(),
                    told.revision(),
                    told.feed(),
                    told.record());
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/integrations/{id}/resources/{type}/{resource}/holders")
    @CostlyQuestion
    RevisionListing<ResourceHolderJson> list(
            TenantAccess access,
            @PathVariable UUID id,
            @PathVariable String type,
            @PathVariable String resource,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") String dutyless) {
        var asked = HoldersAsked.of(type, resource, q, level, dutyless);
        Walk walk = asked.walk(asOf, after);
        int most = Limit.parse(limit).rows();
        return known.read(access, id, walk.asOf(), (current, revision) -> {
            Description application = holders.application(revision);
            return RevisionListing.of(
                    revision,
                    walk.through(revision, holders.slice(revision, asked, walk.after(), most)),
                    holder -> ResourceHolderJson.of(application, type, holder));
        });
    }
}
