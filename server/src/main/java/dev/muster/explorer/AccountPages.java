package dev.muster.explorer;

import dev.muster.connector.Description;
import dev.muster.connector.Key;
import dev.muster.connector.ResourceType.Part;
import dev.muster.explorer.AccountRights.Asked;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.ledger.Level;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.ledger.Walk;
import dev.muster.people.WhoseAccounts;
import dev.muster.rights.AccountAccess;
import dev.muster.rights.AccountFinder;
import dev.muster.rights.Held;
import dev.muster.rights.Holdings;
import dev.muster.rights.KnownResources;
import dev.muster.rights.RightFilter;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Rulebooks;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.source.AtApplication;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Crumb;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page of one account: what it is, holds and can do.
@Controller
@Does(Action.SEE)
class AccountPages {
    private final KnownResources known;
    private final Rulebooks rulebooks;
    private final AccountFinder accounts;
    private final Holdings holdings;
    private final AccountRights rights;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final WhoseAccounts whose;

    AccountPages(
            KnownResources known,
            Rulebooks rulebooks,
            AccountFinder accounts,
            Holdings holdings,
            AccountRights rights,
            IntegrationHeads heads,
            Catalogue catalogue,
            WhoseAccounts whose) {
        this.known = known;
        this.rulebooks = rulebooks;
        this.accounts = accounts;
        this.holdings = holdings;
        this.rights = rights;
        this.heads = heads;
        this.catalogue = catalogue;
        this.whose = whose;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/accounts/{account}")
    @CostlyQuestion
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @PathVariable String account,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String right,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String after) {
        var search = new SearchText(q);
        RightFilter filter = Asked.right(right.strip());
        Walk walk = Walk.parse(
                asOf, after, AccountAccess.COLUMNS, "account access", account, search.value(), type, filter.value());
        var asked = new Asked(search, type, filter, walk);
        return known.read(access, id, walk.asOf(), (current, revision) -> {
            AccountFinder.Found found = accounts.get(revision, account);
            Rulebook book = rulebooks.of(revision).orElse(null);
            AccountPage view = view(access, revision, found, book, asked);
            Addresses at = Addresses.of(access, current.integration(), revision.asOf());
            var page = new ModelAndView(
                    "explorer/account",
                    Map.of(
                            "page",
                            heads.page(
                                    access,
                                    request,
                                    current,
                                    "%s, %s".formatted(view.who().name(), view.integration()),
                                    new Crumb("Accounts", at.accounts().toString()),
                                    Crumb.of(view.who().name())),
                            "view",
                            view));
            whose.of(access, revision, found.key(), found.email(), view.who().service())
                    .ifPresent(told -> page.addObject("whose", told));
            if (!found.state().equals("absent")) {
                AtApplication.of(catalogue.describe(current.integration()), book, found.key())
                        .ifPresent(there -> page.addObject("there", there));
            }
            return page;
        });
    }

    private AccountPage view(
            TenantAccess access, Revision revision, AccountFinder.Found found, @Nullable Rulebook book, Asked asked) {
        Integration integration = revision.integration();
        Description application = catalogue.describe(integration);
        List<Held> held = holdings.of(revision, found.key());
        Addresses at = Addresses.of(access, integration, revision.asOf());
        Address self = at.account(found.key().id());
        var facts = new AccountProfile(found, held, application, heads, integration, at, book);
        return new AccountPage(
                self,
                integration.name(),
                Shown.of(heads, revision),
                facts.who(),
                facts.facts(),
                Description.inText(application.noun(Part.GROUP)),
                application.plural(Part.GROUP),
                facts.groups(),
                application.types(Part.DUTY).stream()
                        .map(type -> Description.inText(TypeWords.noun(application, type)))
                        .toList(),
                facts.duties(),
                book == null
                        ? null
                        : rights.of(
                                revision,
                                AbilityWords.of(book, application, revision, heads, at),
                                found.key(),
                                held,
                                asked,
                                self),
                book == null || book.isDirect() ? holds(integration, application, held, at) : List.of(),
                access(access, revision, found.key()));
    }

    /// That list shows a state of all integrations, so it is asked for by a moment.
    private static Address access(TenantAccess access, Revision revision, Key account) {
        return Address.of("/t/%s/access".formatted(access.tenant().slug()))
                .with("integration", revision.integration().id().value().toString())
                .with("q", account.id())
                .with("asOf", revision.newest() ? "" : revision.published().toString());
    }

    private List<AccountPage.Holding> holds(
            Integration integration, Description application, List<Held> held, Addresses at) {
        return held.stream()
                .map(one -> {
                    Level level = Level.of(application, one.resource().type(), one.value());
                    return new AccountPage.Holding(
                            one.name(),
                            at.resource(one.resource()).toString(),
                            level.title(),
                            level.value(),
                            level.privileged(),
                            one.more().getOrDefault("last_used", ""),
                            heads.moment(integration, one.since()));
                })
                .sorted(Comparator.comparing((AccountPage.Holding one) -> !one.privileged())
                        .thenComparing(AccountPage.Holding::resource))
                .toList();
    }
}
