package dev.muster.explorer;

import dev.muster.api.NameOrder;
import dev.muster.api.Stretch;
import dev.muster.connector.Description;
import dev.muster.connector.ResourceType.Part;
import dev.muster.explorer.AccountsPage.RoleChoice;
import dev.muster.explorer.AccountsPage.State;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.Revision;
import dev.muster.ledger.Walk;
import dev.muster.rights.KnownResources;
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
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The tab Data of an integration: who has which base role, and which level in which group.
@Controller
@Does(Action.SEE)
class AccountsPages {
    private final KnownResources known;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final Accounts accounts;
    private final AccountTallies tallies;

    AccountsPages(
            KnownResources known,
            IntegrationHeads heads,
            Catalogue catalogue,
            Accounts accounts,
            AccountTallies tallies) {
        this.known = known;
        this.heads = heads;
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.tallies = tallies;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/accounts")
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String after) {
        var filter = new AccountFilter(q, role, state, NameOrder.parse(sort));
        Walk walk = filter.walk(asOf, after);
        return known.read(
                access,
                id,
                walk.asOf(),
                (current, revision) -> new ModelAndView(
                        "explorer/accounts",
                        Map.of(
                                "page", heads.page(access, request, current, Tab.DATA),
                                "view", view(access, current, revision, filter, walk))));
    }

    private AccountsPage view(
            TenantAccess access, Current current, Revision revision, AccountFilter filter, Walk walk) {
        Integration integration = current.integration();
        Description application = catalogue.describe(integration);
        Addresses at = Addresses.of(access, integration, revision.asOf());
        List<RoleChoice> roles = tallies.roles(revision, application).stream()
                .map(held -> new RoleChoice(held.role().value(), held.role().title(), held.accounts()))
                .toList();
        Stretch<AccountView> page =
                walk.through(revision, accounts.stretch(revision, application, filter, walk.after(), Pager.ROWS));
        AccountTallies.Size size = tallies.size(revision, application);
        Address list = at.accounts()
                .with("q", filter.search())
                .with("role", filter.role())
                .with("state", filter.state());
        return new AccountsPage(
                heads.head(access, current),
                application.plural(Part.GROUP),
                at.accounts(),
                at.resources(),
                page.found(),
                size.accounts(),
                size.absent(),
                Shown.of(heads, revision),
                filter.search(),
                filter.role(),
                filter.state(),
                filter.order().asked(),
                Head.of("Person", list, NameOrder.COLUMN, filter.order().asked(), true),
                roles,
                page.rows().stream()
                        .map(account -> row(integration, account, at))
                        .toList(),
                Pager.of(page, list.with(NameOrder.FIELD, filter.order().asked())));
    }

    private AccountsPage.Row row(Integration integration, AccountView account, Addresses at) {
        return new AccountsPage.Row(
                account.id(),
                at.account(account.id()).toString(),
                account.name(),
                account.email() == null ? "" : account.email(),
                account.kind().equals("service"),
                account.roles(),
                State.valueOf(account.state().toUpperCase(Locale.ROOT)),
                heads.momentOrNone(integration, account.deleted()),
                account.groups().stream()
                        .map(group -> new AccountsPage.InGroup(
                                group.name(), group.role().title()))
                        .toList(),
                heads.moment(integration, account.since()));
    }
}
