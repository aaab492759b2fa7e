package dev.muster.explorer;

import dev.muster.api.NameOrder;
import dev.muster.api.Stretch;
import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.explorer.ResourceList.Listed;
import dev.muster.explorer.ResourcesPage.Owner;
import dev.muster.explorer.ResourcesPage.OwnerChoice;
import dev.muster.explorer.ResourcesPage.Row;
import dev.muster.explorer.ResourcesPage.TypeChoice;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.rights.KnownResources;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Rulebooks;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHead.Tab;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Head;
import dev.muster.web.Pager;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The tab Data of an integration, turned to its resources.
@Controller
@Does(Action.SEE)
class ResourcesPages {
    private final KnownResources known;
    private final Rulebooks rulebooks;
    private final ResourceList resources;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;

    ResourcesPages(
            KnownResources known,
            Rulebooks rulebooks,
            ResourceList resources,
            IntegrationHeads heads,
            Catalogue catalogue) {
        this.known = known;
        this.rulebooks = rulebooks;
        this.resources = resources;
        this.heads = heads;
        this.catalogue = catalogue;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/resources")
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String after) {
        var filter = new ResourceFilter(new SearchText(q), type, owner, NameOrder.parse(sort));
        Walk walk = filter.walk(asOf, after);
        return known.read(
                access,
                id,
                walk.asOf(),
                (current, revision) -> new ModelAndView(
                        "explorer/resources",
                        Map.of(
                                "page", heads.page(access, request, current, Tab.DATA),
                                "view", view(access, current, revision, filter, walk))));
    }

    private ResourcesPage view(
            TenantAccess access, Current current, Revision revision, ResourceFilter filter, Walk walk) {
        Rulebook book = rulebooks.of(revision).orElse(null);
        Addresses at = Addresses.of(access, current.integration(), revision.asOf());
        Stretch<Listed> page = walk.through(
                revision,
                resources.stretch(revision, book == null ? null : book.rules(), filter, walk.after(), Pager.ROWS));
        Description application = catalogue.describe(current.integration());
        List<TypeChoice> types = types(revision, application);
        resources.requireKnownType(revision, application, filter);
        Address sorted = at.resources().with(NameOrder.FIELD, filter.order().asked());
        Address narrowed = sorted.with("q", filter.search().value()).with("type", filter.type());
        Address unsorted = at.resources()
                .with("q", filter.search().value())
                .with("type", filter.type())
                .with("owner", filter.owner());
        return new ResourcesPage(
                heads.head(access, current),
                at.resources(),
                at.accounts(),
                page.found(),
                types.stream().mapToLong(TypeChoice::count).sum(),
                Shown.of(heads, revision),
                filter.search().value(),
                filter.type(),
                filter.order().asked(),
                Head.of("Resource", unsorted, NameOrder.COLUMN, filter.order().asked(), true),
                filter.owner().isEmpty()
                        ? null
                        : new OwnerChoice(filter.owner(), name(book, filter.owner()), narrowed.toString()),
                types,
                page.rows().stream()
                        .map(row -> row(current.integration(), application, book, at, row))
                        .toList(),
                Pager.of(page, narrowed.with("owner", filter.owner())));
    }

    private List<TypeChoice> types(Revision revision, Description application) {
        return resources.types(revision).entrySet().stream()
                .map(type -> new TypeChoice(type.getKey(), TypeWords.noun(application, type.getKey()), type.getValue()))
                .toList();
    }

    private Row row(
            Integration integration, Description application, @Nullable Rulebook book, Addresses at, Listed row) {
        List<Owner> owners = book == null
                ? List.of()
                : row.owners().stream()
                        .map(book::group)
                        .map(group ->
                                new Owner(group.name(), at.resource(group.key()).toString()))
                        .toList();
        String type = row.key().type();
        return new Row(
                row.key().id(),
                row.name(),
                TypeWords.noun(application, type),
                TypeWords.icon(application, type),
                at.resource(row.key()).toString(),
                row.stub().is(),
                heads.momentOrNone(integration, row.stub().deleted()),
                owners,
                row.grants());
    }

    /// An address names a group by its id alone; should two types share one, it means the first.
    private static String name(@Nullable Rulebook book, String id) {
        return book == null
                ? id
                : book.rules().groups().stream()
                        .sorted()
                        .map(type -> book.group(new Key(type, id)).name())
                        .filter(name -> !name.equals(id))
                        .findFirst()
                        .orElse(id);
    }
}
