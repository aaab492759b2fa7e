package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.connector.Description;
import dev.muster.explorer.Accounts.After;
import dev.muster.explorer.Accounts.Slice;
import dev.muster.explorer.AccountsPage.RoleChoice;
import dev.muster.explorer.AccountsPage.State;
import dev.muster.integration.Addresses;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationHead.Tab;
import dev.muster.integration.IntegrationHeads;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.Level;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Pager;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The tab Data of an integration: who has which base role, and which role in which team.
@Controller
class AccountsPages {
    private static final int ROWS = 50;

    private final Integrations integrations;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final Accounts accounts;

    AccountsPages(Integrations integrations, IntegrationHeads heads, Catalogue catalogue, Accounts accounts) {
        this.integrations = integrations;
        this.heads = heads;
        this.catalogue = catalogue;
        this.accounts = accounts;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/accounts")
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String after) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        var filter = new AccountFilter(q, role, state);
        After start = Cursor.parse(after, 2)
                .map(cursor -> new After(cursor.key().getFirst(), cursor.key().getLast()))
                .orElse(After.NOTHING);
        return new ModelAndView(
                "explorer/accounts",
                Map.of(
                        "page", heads.page(access, request, current, Tab.DATA),
                        "view", view(access, current, filter, start)));
    }

    private AccountsPage view(TenantAccess access, Current current, AccountFilter filter, After start) {
        Integration integration = current.integration();
        Description application = catalogue.describe(integration.application());
        Slice slice = accounts.page(access.id(), integration, application, filter, start, ROWS);
        long found = accounts.count(access.id(), integration, filter);
        return new AccountsPage(
                heads.head(access, current),
                found,
                current.status().counts().accounts(),
                current.status().counts().absentAccounts(),
                current.status().revision() == null
                        ? null
                        : current.status().revision().longValue(),
                heads.momentOrNone(integration, current.status().dataFrom()),
                filter.search(),
                filter.role(),
                filter.state(),
                accounts.roles(access.id(), integration, application).stream()
                        .map(held ->
                                new RoleChoice(held.role().value(), held.role().title(), held.accounts()))
                        .toList(),
                slice.accounts().stream()
                        .map(account -> row(integration, account, Addresses.of(access, integration)))
                        .toList(),
                pager(access, integration, filter, start, slice, found));
    }

    private AccountsPage.Row row(Integration integration, AccountView account, Addresses at) {
        Optional<Level> role = Optional.ofNullable(account.role());
        return new AccountsPage.Row(
                account.id(),
                at.account(account.id()),
                account.name(),
                account.email() == null ? "" : account.email(),
                account.kind().equals("service"),
                role.map(Level::title).orElse(""),
                role.map(Level::value).orElse(""),
                role.map(Level::privileged).orElse(false),
                State.valueOf(account.state().toUpperCase(Locale.ROOT)),
                heads.momentOrNone(integration, account.deleted()),
                account.teams().stream()
                        .map(team -> new AccountsPage.TeamRole(
                                team.name(), team.role().title()))
                        .toList(),
                heads.moment(integration, account.since()));
    }

    private Pager pager(
            TenantAccess access, Integration integration, AccountFilter filter, After start, Slice slice, long found) {
        boolean first = start.equals(After.NOTHING);
        long before = first ? 0 : accounts.countUpTo(access.id(), integration, filter, start);
        List<AccountView> shown = slice.accounts();
        Address page = Address.of("/t/%s/integrations/%s/accounts"
                        .formatted(access.tenant().slug(), integration.id().value()))
                .with("q", filter.search())
                .with("role", filter.role())
                .with("state", filter.state());
        String previous = first ? null : at(page, accounts.pageBefore(access.id(), integration, filter, start, ROWS));
        String next = slice.next() == null ? null : at(page, slice.next());
        return Pager.of(shown.isEmpty() ? 0 : before + 1, before + shown.size(), found, previous, next);
    }

    private static String at(Address page, After start) {
        return start.equals(After.NOTHING)
                ? page.toString()
                : page.with("after", Cursor.of(start.name(), start.id()).text()).toString();
    }
}
