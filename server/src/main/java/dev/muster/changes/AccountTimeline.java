package dev.muster.changes;

import dev.muster.changes.ChangesPage.Group;
import dev.muster.connector.Key;
import dev.muster.difference.Change;
import dev.muster.difference.Change.Kind;
import dev.muster.difference.Changes;
import dev.muster.difference.Wanted;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.AsOf;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Ledger;
import dev.muster.ledger.Revision;
import dev.muster.ledger.SearchText;
import dev.muster.rights.AccountFinder;
import dev.muster.rights.KnownResources;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHead.Tab;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Nav;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What became of an account and of what it holds, newest first, as far as the history of its integration is kept:
/// the page of the account asks for it when it is opened there.
@Controller
@Does(Action.SEE)
class AccountTimeline {
    /// Changes of each kind that are looked at; the list behind them goes on.
    private static final int ROWS = 20;

    private final KnownResources known;
    private final AccountFinder accounts;
    private final Ledger ledger;
    private final Changes changes;
    private final ChangeRows rows;
    private final IntegrationHeads heads;

    AccountTimeline(
            KnownResources known,
            AccountFinder accounts,
            Ledger ledger,
            Changes changes,
            ChangeRows rows,
            IntegrationHeads heads) {
        this.known = known;
        this.accounts = accounts;
        this.ledger = ledger;
        this.changes = changes;
        this.rows = rows;
        this.heads = heads;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/accounts/{account}/timeline")
    @CostlyQuestion
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @PathVariable String account,
            @RequestParam(defaultValue = "") String asOf,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment) {
        return known.read(access, id, AsOf.parse(asOf), (current, revision) -> {
            TimelineView view = view(
                    access, current, revision, accounts.get(revision, account).key());
            return fragment
                    ? new ModelAndView("changes/timeline", Map.of("view", view))
                    : new ModelAndView(
                            "changes/timelinePage",
                            Map.of("page", heads.page(access, request, current, Tab.DATA), "view", view));
        });
    }

    private TimelineView view(TenantAccess access, Current current, Revision revision, Key account) {
        Difference whole = ledger.since(revision, new AsOf.Moment(Instant.EPOCH));
        List<Change> found = Stream.of(Kind.ACCOUNT, Kind.GRANT)
                .flatMap(kind ->
                        changes
                                .slice(whole, new Wanted(kind, null, null, new SearchText(account.id())), null, ROWS)
                                .rows()
                                .stream())
                .filter(change -> change.subject().key().equals(account))
                .sorted(TimelineView.NEWEST_FIRST)
                .limit(ROWS)
                .toList();
        List<Group> groups = rows.groups(access, found, one -> whole);
        return new TimelineView(
                Addresses.of(access, current.integration(), revision.asOf())
                        .account(account.id())
                        .toString(),
                groups,
                heads.moment(current.integration(), whole.earlier().published()),
                all(access, whole, account.id()));
    }

    private static String all(TenantAccess access, Difference whole, String account) {
        return Address.of("/t/%s%s".formatted(access.tenant().slug(), Nav.CHANGES.path()))
                .with("integration", whole.later().integration().id().value().toString())
                .with("from", whole.earlier().published().toString())
                .with(
                        "to",
                        whole.later().newest() ? "" : whole.later().published().toString())
                .with("q", account)
                .toString();
    }
}
