package dev.muster.changes;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.api.Limit;
import dev.muster.api.Slice;
import dev.muster.changes.ChangesApi.EdgeJson;
import dev.muster.changes.ChangesApi.NamedJson;
import dev.muster.connector.Description;
import dev.muster.connector.Right;
import dev.muster.difference.Change.Named;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Walk;
import dev.muster.rights.KnownResources;
import dev.muster.rights.RightChange;
import dev.muster.rights.RightChanges;
import dev.muster.rights.RightChanges.Compared;
import dev.muster.rights.RightChanges.Ends;
import dev.muster.rights.Unread;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What accounts can do at one revision and could not at another, over REST.
@RestController
@Does(Action.SEE)
class RightChangesApi {
    private final KnownResources known;
    private final Catalogue catalogue;
    private final RightChanges rights;

    RightChangesApi(KnownResources known, Catalogue catalogue, RightChanges rights) {
        this.known = known;
        this.catalogue = catalogue;
        this.rights = rights;
    }

    /// One page of what accounts can do at one end and could not at the other.
    ///
    /// @param from     what it begins with
    /// @param to       what it ends with
    /// @param compared accounts that were worked out for this page, at most 50
    /// @param accounts that are looked at in all: those whose facts changed, or all of them
    /// @param bound    what the rules cannot take into account
    /// @param next     what the next call sends as `after`, to go on in the same revisions; none when all accounts
    ///                 were worked out. A page without items may have one
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RightChangesJson(
            EdgeJson from,
            EdgeJson to,
            int compared,
            long accounts,
            String bound,
            List<RightChangeJson> items,
            @Nullable String next) {
        RightChangesJson {
            items = List.copyOf(items);
        }
    }

    /// Ids of rights, from least to most power.
    ///
    /// @param gained     not held for certain at the start, and held at the end
    /// @param lost       held for certain at the start, and not held at the end
    /// @param unsure     known at the start, and not known at the end: no loss
    /// @param nowHeld    not known at the start, and held at the end
    /// @param nowNotHeld not known at the start, and not held at the end
    record RightChangeJson(
            NamedJson account,
            NamedJson resource,
            List<String> gained,
            List<String> lost,
            List<String> unsure,
            List<String> nowHeld,
            List<String> nowNotHeld) {
        RightChangeJson {
            gained = List.copyOf(gained);
            lost = List.copyOf(lost);
            unsure = List.copyOf(unsure);
            nowHeld = List.copyOf(nowHeld);
            nowNotHeld = List.copyOf(nowNotHeld);
        }

        static RightChangeJson of(RightChange change) {
            return new RightChangeJson(
                    named(change.account()),
                    named(change.resource()),
                    ids(change.gained()),
                    ids(change.lost()),
                    ids(change.unsure()),
                    ids(change.nowHeld()),
                    ids(change.nowNotHeld()));
        }

        private static NamedJson named(Named named) {
            return new NamedJson(named.key().type(), named.key().id(), named.name());
        }

        private static List<String> ids(List<Right> rights) {
            return rights.stream().map(Right::id).toList();
        }
    }

    @GetMapping("/api/v1/tenants/{tenant}/integrations/{id}/right-changes")
    @CostlyQuestion
    RightChangesJson rights(
            TenantAccess access,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String account) {
        var filter = ChangeFilter.ofRights(from, to, kind);
        String asked = ChangeFilter.account(account);
        Walk walk = filter.walkOfRights(asked, after);
        int most = Limit.parse(limit).rows();
        return known.compare(access, id, filter.begin(), walk.asOf(), (current, difference) -> {
            Description application = catalogue.describe(current.integration());
            var ends = new Ends(difference, known.rules(difference.earlier()), known.rules(difference.later()));
            Compared page = rights.page(ends, filter.wanted().way(), asked, walk.after(), most);
            Slice<RightChange> slice = walk.through(difference.later(), new Slice<>(page.rows(), page.next()));
            Unread earlier = ends.earlier().unread();
            Unread later = ends.later().unread();
            return new RightChangesJson(
                    EdgeJson.of(difference.earlier(), earlier.sentences(application, later)),
                    EdgeJson.of(difference.later(), later.sentences(application, earlier)),
                    page.compared(),
                    page.found(),
                    ends.later().rules().bound(),
                    slice.rows().stream().map(RightChangeJson::of).toList(),
                    slice.next() == null ? null : slice.next().text());
        });
    }
}
