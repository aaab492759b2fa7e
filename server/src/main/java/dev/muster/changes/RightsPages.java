package dev.muster.changes;

import dev.muster.api.Slice;
import dev.muster.changes.ChangesPage.Thing;
import dev.muster.changes.RightsPage.Row;
import dev.muster.changes.RightsPage.Told;
import dev.muster.connector.Description;
import dev.muster.connector.Right;
import dev.muster.difference.Change.Way;
import dev.muster.explorer.Ability;
import dev.muster.explorer.AbilityWords;
import dev.muster.explorer.TypeWords;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Walk;
import dev.muster.rights.KnownResources;
import dev.muster.rights.RightChange;
import dev.muster.rights.RightChanges;
import dev.muster.rights.RightChanges.Compared;
import dev.muster.rights.RightChanges.Ends;
import dev.muster.rights.RightChanges.Reasoned;
import dev.muster.rights.RightChanges.Reasons;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHead.Tab;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Figures;
import dev.muster.web.Pager;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The tab Changes of an integration, turned to rights.
@Controller
@Does(Action.SEE)
class RightsPages {
    private final KnownResources known;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final RightChanges rights;
    private final Comparisons comparisons;

    RightsPages(
            KnownResources known,
            IntegrationHeads heads,
            Catalogue catalogue,
            RightChanges rights,
            Comparisons comparisons) {
        this.known = known;
        this.heads = heads;
        this.catalogue = catalogue;
        this.rights = rights;
        this.comparisons = comparisons;
    }

    @GetMapping(path = "/t/{tenant}/integrations/{id}/changes", params = "what=rights")
    @CostlyQuestion
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String after) {
        var filter = ChangeFilter.ofRights(from, LaterEnd.of(to, asOf), kind);
        String asked = ChangeFilter.account(account);
        Walk walk = filter.walkOfRights(asked, after);
        return known.compare(
                access,
                id,
                filter.begin(),
                walk.asOf(),
                (current, difference) -> new ModelAndView(
                        "changes/rights",
                        Map.of(
                                "page", heads.page(access, request, current, Tab.CHANGES),
                                "view", view(access, current, difference, filter, walk, asked))));
    }

    private RightsPage view(
            TenantAccess access,
            Current current,
            Difference difference,
            ChangeFilter filter,
            Walk walk,
            String account) {
        Description application = catalogue.describe(current.integration());
        var ends = new Ends(difference, known.rules(difference.earlier()), known.rules(difference.later()));
        Compared compared = rights.page(ends, filter.wanted().way(), account, walk.after(), Pager.ROWS);
        Slice<Reasoned> page = walk.through(difference.later(), new Slice<>(compared.reasoned(), compared.next()));
        Comparison comparison = comparisons.of(access, current, difference, filter, null);
        Address list = Comparisons.span(comparison.self(), filter)
                .with("what", ChangeFilter.RIGHTS)
                .with("kind", filter.kind())
                .with("account", account);
        Addresses at =
                Addresses.of(access, current.integration(), difference.later().asOf());
        AbilityWords before = AbilityWords.of(
                ends.earlier(),
                application,
                difference.earlier(),
                heads,
                Addresses.of(access, current.integration(), difference.earlier().asOf()));
        AbilityWords after = AbilityWords.of(ends.later(), application, difference.later(), heads, at);
        return new RightsPage(
                comparison,
                compared.compared(),
                compared.found(),
                ends.later().rules().bound(),
                page.rows().stream().map(one -> row(one, before, after)).toList(),
                pager(walk, page, list),
                new Address(comparison.self().path() + ".csv", list.query()));
    }

    /// How many rows there are in all nobody knows before all accounts are worked out.
    private static Pager pager(Walk walk, Slice<Reasoned> page, Address list) {
        return new Pager(
                Figures.counted(page.rows().size(), "row", "rows"),
                new Pager.Step("First", walk.after() == null ? null : list.toString()),
                new Pager.Step(
                        "Next",
                        page.next() == null
                                ? null
                                : list.with("after", page.next().text()).toString()));
    }

    private static Row row(Reasoned reasoned, AbilityWords before, AbilityWords after) {
        RightChange change = reasoned.change();
        Addresses at = after.at();
        return new Row(
                new Thing(
                        change.account().name(),
                        at.account(change.account().key().id()).toString()),
                new Thing(
                        change.resource().name(),
                        at.resource(change.resource().key()).toString()),
                TypeWords.noun(after.application(), change.resource().key().type()),
                Stream.of(
                                told(Way.GRANTED, "", change.gained()),
                                told(Way.REMOVED, "", change.lost()),
                                told(Way.CHANGED, "Not known any more:", change.unsure()),
                                told(Way.CHANGED, "Known now, held:", change.nowHeld()),
                                told(Way.CHANGED, "Known now, not held:", change.nowNotHeld()))
                        .filter(told -> !told.rights().isEmpty())
                        .toList(),
                reasons(before, change, reasoned.before()),
                reasons(after, change, reasoned.after()));
    }

    private static @Nullable Ability reasons(AbilityWords words, RightChange change, @Nullable Reasons end) {
        return end == null
                ? null
                : words.of(end.decision(), change.resource().key(), end.owners(), end.held(), List.of());
    }

    private static Told told(Way way, String before, List<Right> rights) {
        return new Told(way, before, rights);
    }
}
