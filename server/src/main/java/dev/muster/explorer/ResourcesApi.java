package dev.muster.explorer;

import dev.muster.api.Limit;
import dev.muster.api.Slice;
import dev.muster.connector.Description;
import dev.muster.explorer.AccessJson.Decisions;
import dev.muster.explorer.AccountsApi.RoleJson;
import dev.muster.explorer.ResourceList.Listed;
import dev.muster.integration.Catalogue;
import dev.muster.ledger.Level;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.rights.AccountClasses;
import dev.muster.rights.KnownResources;
import dev.muster.rights.ResourceAccess;
import dev.muster.rights.ResourceAccess.ByAccount;
import dev.muster.rights.ResourceAccess.Wanted;
import dev.muster.rights.Resources.Found;
import dev.muster.rights.RightFilter;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Rulebooks;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Resources of an integration, and who can do what with one, over REST.
@RestController
@Does(Action.SEE)
@RequestMapping("/api/v1/tenants/{tenant}/integrations/{id}/resources")
class ResourcesApi {
    private final KnownResources known;
    private final Rulebooks rulebooks;
    private final ResourceList resources;
    private final ResourceAccess access;
    private final Catalogue catalogue;

    ResourcesApi(
            KnownResources known,
            Rulebooks rulebooks,
            ResourceList resources,
            ResourceAccess access,
            Catalogue catalogue) {
        this.known = known;
        this.rulebooks = rulebooks;
        this.resources = resources;
        this.access = access;
        this.catalogue = catalogue;
    }

    /// @param stub    whether something refers to it that no listing shows
    /// @param deleted when it was deleted, as far as references tell
    /// @param grants  how many are held on it
    record ResourceJson(
            String type,
            String id,
            String name,
            boolean stub,
            @Nullable Instant deleted,
            List<OwnerJson> owners,
            long grants) {
        ResourceJson {
            owners = List.copyOf(owners);
        }
    }

    /// A group that owns a resource.
    record OwnerJson(String type, String id, String name) {}

    /// @param role      what the account holds on the application as a whole, the strongest of several; none when
    ///                  that was not read
    /// @param roles     all of that, strongest first
    /// @param rights    ids from least to most power, of what the account can do for certain
    /// @param open      ids of the rights that nobody can tell about
    /// @param certain   whether nothing is open; otherwise `rights` is the least
    /// @param bounded   whether what the rules cannot take into account may change it
    /// @param decidedBy the rule: `Team role`
    /// @param why       the sentence that explains it
    record ByAccountJson(
            String id,
            String name,
            @Nullable String email,
            String state,
            String kind,
            @Nullable RoleJson role,
            List<RoleJson> roles,
            List<String> rights,
            List<String> open,
            boolean certain,
            boolean bounded,
            String decidedBy,
            String why) {
        ByAccountJson {
            roles = List.copyOf(roles);
            rights = List.copyOf(rights);
            open = List.copyOf(open);
        }

        static ByAccountJson of(ByAccount row, Rulebook book, Description application) {
            String whole = book.rules().whole().type();
            List<RoleJson> roles = application.strongestFirst(whole, row.levels()).stream()
                    .map(level -> RoleJson.of(Level.of(application, whole, level)))
                    .toList();
            return new ByAccountJson(
                    row.account().id(),
                    row.name(),
                    row.email(),
                    row.state(),
                    row.kind(),
                    roles.isEmpty() ? null : roles.getFirst(),
                    roles,
                    AccessJson.rights(row.decision()),
                    AccessJson.open(row.decision()),
                    row.decision().certain(),
                    row.decision().bounded(),
                    row.decision().rule(),
                    row.decision().sentence());
        }
    }

    @GetMapping
    RevisionListing<ResourceJson> list(
            TenantAccess caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String owner) {
        var filter = new ResourceFilter(new SearchText(q), type, owner);
        Walk walk = filter.walk(asOf, after);
        int most = Limit.parse(limit).rows();
        return known.read(caller, id, walk.asOf(), (current, revision) -> {
            Rulebook book = rulebooks.of(revision).orElse(null);
            resources.requireKnownType(revision, catalogue.describe(current.integration()), filter);
            Slice<Listed> page =
                    resources.slice(revision, book == null ? null : book.rules(), filter, walk.after(), most);
            return RevisionListing.of(revision, walk.through(revision, page), row -> json(row, book));
        });
    }

    @GetMapping("/{type}/{resource}/access")
    @CostlyQuestion
    Decisions<ByAccountJson> access(
            TenantAccess caller,
            @PathVariable UUID id,
            @PathVariable String type,
            @PathVariable String resource,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String right) {
        var wanted = new Wanted(new SearchText(q), new RightFilter(right));
        Walk walk = Walk.parse(
                asOf,
                after,
                ResourceAccess.COLUMNS,
                "resource access",
                type,
                resource,
                wanted.search().value(),
                wanted.right().value());
        int most = Limit.parse(limit).rows();
        return known.read(caller, id, walk.asOf(), (current, revision) -> {
            Rulebook book = known.rules(revision);
            wanted.right().among(book);
            Found found = known.decided(revision, book, type, resource);
            AccountClasses classes = access.classes(revision, book, found);
            Description application = catalogue.describe(current.integration());
            Slice<ByAccount> page = access.slice(revision, book, classes, wanted, walk.after(), most);
            return Decisions.of(
                    revision, walk.through(revision, page).map(row -> ByAccountJson.of(row, book, application)), book);
        });
    }

    private static ResourceJson json(Listed row, @Nullable Rulebook book) {
        List<OwnerJson> owners = book == null
                ? List.of()
                : row.owners().stream()
                        .map(book::group)
                        .map(group ->
                                new OwnerJson(group.key().type(), group.key().id(), group.name()))
                        .toList();
        return new ResourceJson(
                row.key().type(),
                row.key().id(),
                row.name(),
                row.stub().is(),
                row.stub().deleted(),
                owners,
                row.grants());
    }
}
