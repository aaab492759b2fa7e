package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.explorer.ResourcePage.Owner;
import dev.muster.explorer.ResourceRights.Asked;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.rights.KnownResources;
import dev.muster.rights.ResourceAccess;
import dev.muster.rights.Resources.Found;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Rulebook.Group;
import dev.muster.rights.Rulebooks;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page of one resource: who can do what with it, and what it is linked to.
@Controller
@Does(Action.SEE)
class ResourcePages {
    private final KnownResources known;
    private final Rulebooks rulebooks;
    private final LinkWords links;
    private final ResourceRights rights;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final GrantsOnResource holders;
    private final OnDuty duties;
    private final SoldSeats seats;

    ResourcePages(
            KnownResources known,
            Rulebooks rulebooks,
            LinkWords links,
            ResourceRights rights,
            IntegrationHeads heads,
            Catalogue catalogue,
            GrantsOnResource holders,
            OnDuty duties,
            SoldSeats seats) {
        this.known = known;
        this.rulebooks = rulebooks;
        this.links = links;
        this.rights = rights;
        this.heads = heads;
        this.catalogue = catalogue;
        this.holders = holders;
        this.duties = duties;
        this.seats = seats;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/resources/{type}/{resource}")
    @CostlyQuestion
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @PathVariable String type,
            @PathVariable String resource,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String right,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String after) {
        var search = new SearchText(q);
        Walk walk = Walk.parse(
                asOf, after, ResourceAccess.COLUMNS, "resource access", type, resource, search.value(), right);
        var asked = new Asked(search, right, walk);
        return known.read(access, id, walk.asOf(), (current, revision) -> {
            ResourcePage view = view(access, revision, type, resource, asked);
            Addresses at = Addresses.of(access, current.integration(), revision.asOf());
            return new ModelAndView(
                    "explorer/resource",
                    Map.of(
                            "page",
                            heads.page(
                                    access,
                                    request,
                                    current,
                                    "%s, %s".formatted(view.name(), view.integration()),
                                    new Crumb("Resources", at.resources().toString()),
                                    Crumb.of(view.name())),
                            "view",
                            view));
        });
    }

    private ResourcePage view(TenantAccess access, Revision revision, String type, String id, Asked asked) {
        Integration integration = revision.integration();
        Description application = catalogue.describe(integration);
        Rulebook book = rulebooks.of(revision).orElse(null);
        Found found = known.resource(revision, type, id, book);
        Addresses at = Addresses.of(access, integration, revision.asOf());
        return new ResourcePage(
                at.resource(found.key()),
                integration.name(),
                Shown.of(heads, revision),
                found.key().id(),
                found.name(),
                TypeWords.noun(application, type),
                TypeWords.icon(application, type),
                found.stub().is(),
                heads.momentOrNone(integration, found.stub().deleted()),
                heads.moment(integration, found.since()),
                book == null ? "" : privacy(book, found),
                book == null ? List.of() : owners(book, application, found, at),
                links.of(revision, application, found.key(), at),
                book == null || book.kind(type).isEmpty() ? null : rights(revision, book, found, asked, at),
                holders.of(access, revision, application, found.key(), at)
                        .filter(held -> book == null || book.isDirect() || held.all() > 0)
                        .orElse(null),
                duties.of(revision, application, found.key(), at),
                seats.of(revision, application, found.key()));
    }

    private ResourcePage.Rights rights(Revision revision, Rulebook book, Found found, Asked asked, Addresses at) {
        Integration integration = revision.integration();
        var words = new AbilityWords(book, catalogue.describe(integration), heads, integration, at);
        return rights.of(revision, words, found, asked, at.resource(found.key()));
    }

    private static String privacy(Rulebook book, Found found) {
        return book.rules().groups().contains(found.key().type())
                ? book.privacy(book.group(found.key())).sentence()
                : "";
    }

    /// A group counts as its own owner for the rules, but not for readers.
    private static List<Owner> owners(Rulebook book, Description application, Found found, Addresses at) {
        if (book.rules().groups().contains(found.key().type())) {
            return List.of();
        }
        return found.owners().stream()
                .map(book::group)
                .map(owner -> new Owner(
                        owner.name(), at.resource(owner.key()).toString(), words(book, owner, application, found)))
                .toList();
    }

    /// `Write, private team`.
    private static String words(Rulebook book, Group owner, Description application, Found found) {
        String privacy = book.privacy(owner)
                .with(Description.inText(TypeWords.noun(application, owner.key().type())));
        return Stream.concat(
                        found.levelsOf(owner.key()).stream()
                                .map(level -> application.title(found.key().type(), level)),
                        Stream.of(privacy))
                .collect(Collectors.joining(", "));
    }
}
