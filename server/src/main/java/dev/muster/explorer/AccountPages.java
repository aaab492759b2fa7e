package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.connector.Description;
import dev.muster.explorer.AccountRights.Asked;
import dev.muster.integration.Addresses;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationHeads;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.rights.AccountFinder;
import dev.muster.rights.Held;
import dev.muster.rights.Holdings;
import dev.muster.rights.KnownResources;
import dev.muster.rights.RightFilter;
import dev.muster.rights.Rulebook;
import dev.muster.rights.Rulebooks;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page of one account: what it is, holds and can do.
@Controller
class AccountPages {
    private final KnownResources known;
    private final Rulebooks rulebooks;
    private final AccountFinder accounts;
    private final Holdings holdings;
    private final AccountRights rights;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;

    AccountPages(
            KnownResources known,
            Rulebooks rulebooks,
            AccountFinder accounts,
            Holdings holdings,
            AccountRights rights,
            IntegrationHeads heads,
            Catalogue catalogue) {
        this.known = known;
        this.rulebooks = rulebooks;
        this.accounts = accounts;
        this.holdings = holdings;
        this.rights = rights;
        this.heads = heads;
        this.catalogue = catalogue;
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
            @RequestParam(required = false) @Nullable String after) {
        var asked = new Asked(
                new SearchText(q),
                type,
                new RightFilter(right),
                Cursor.parse(after, 3).orElse(null));
        return known.read(access, id, current -> {
            AccountPage view = view(access, current, account, asked);
            Addresses at = Addresses.of(access, current.integration());
            return new ModelAndView(
                    "explorer/account",
                    Map.of(
                            "page",
                            heads.page(
                                    access,
                                    request,
                                    current,
                                    "%s, %s".formatted(view.who().name(), view.integration()),
                                    new Crumb("Accounts", at.accounts()),
                                    Crumb.of(view.who().name())),
                            "view",
                            view));
        });
    }

    private AccountPage view(TenantAccess access, Current current, String account, Asked asked) {
        Integration integration = current.integration();
        var newest = new Revision(access.id(), integration);
        AccountFinder.Found found = accounts.get(newest, account);
        List<Held> held = holdings.of(newest, found.key());
        Description application = catalogue.describe(integration.application());
        Addresses at = Addresses.of(access, integration);
        String self = at.account(found.key().id());
        Rulebook book = rulebooks.of(newest).orElse(null);
        var facts = new AccountProfile(found, held, application, heads, integration, at, book);
        return new AccountPage(
                self,
                integration.name(),
                heads.moment(
                        integration, Objects.requireNonNull(current.status().dataFrom())),
                facts.who(),
                facts.facts(),
                facts.teams(),
                facts.duties(),
                book == null
                        ? null
                        : rights.of(
                                newest,
                                new AbilityWords(book, application, heads, integration, at),
                                found.key(),
                                held,
                                asked,
                                self));
    }
}
