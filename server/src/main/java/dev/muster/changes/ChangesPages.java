package dev.muster.changes;

import dev.muster.api.Slice;
import dev.muster.changes.ChangesPage.What;
import dev.muster.connector.Description;
import dev.muster.difference.Change;
import dev.muster.difference.Change.Way;
import dev.muster.difference.Changes;
import dev.muster.difference.Sighting.Count;
import dev.muster.integration.Catalogue;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.Difference;
import dev.muster.ledger.Walk;
import dev.muster.rights.KnownResources;
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
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The tab Changes of an integration: what differs between two of its revisions, and who did it.
@Controller
@Does(Action.SEE)
class ChangesPages {
    private final KnownResources known;
    private final IntegrationHeads heads;
    private final Catalogue catalogue;
    private final Changes changes;
    private final Comparisons comparisons;
    private final ChangeRows rows;

    ChangesPages(
            KnownResources known,
            IntegrationHeads heads,
            Catalogue catalogue,
            Changes changes,
            Comparisons comparisons,
            ChangeRows rows) {
        this.known = known;
        this.heads = heads;
        this.catalogue = catalogue;
        this.changes = changes;
        this.comparisons = comparisons;
        this.rows = rows;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/changes")
    @CostlyQuestion
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "grants") String what,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String after) {
        var filter = new ChangeFilter(from, LaterEnd.of(to, asOf), what.isBlank() ? "grants" : what, kind);
        Walk walk = filter.walk(after);
        return known.compare(
                access,
                id,
                filter.begin(),
                walk.asOf(),
                (current, difference) -> new ModelAndView(
                        "changes/changes",
                        Map.of(
                                "page", heads.page(access, request, current, Tab.CHANGES),
                                "view", view(access, current, difference, filter, walk))));
    }

    private ChangesPage view(
            TenantAccess access, Current current, Difference difference, ChangeFilter filter, Walk walk) {
        Description application = catalogue.describe(current.integration());
        What what = What.of(filter.wanted().kind());
        Comparison compared = comparisons.of(access, current, difference, filter, what);
        Way way = filter.wanted().way();
        Count count = changes.counts(difference).getOrDefault(what.kind(), Comparisons.NOTHING);
        Address list = Comparisons.span(compared.self(), filter)
                .with("what", filter.what())
                .with("kind", filter.kind());
        Slice<Change> page =
                walk.through(difference.later(), changes.slice(difference, filter.wanted(), walk.after(), Pager.ROWS));
        return new ChangesPage(
                compared,
                what,
                changes.areRecorded(difference),
                new ChangeWords(application).trail(),
                rows.groups(access, page.rows(), one -> difference),
                pager(Changes.before(walk.after()), page, count.of(way), list),
                new Address(compared.self().path() + ".csv", list.query()));
    }

    /// There is no way back page by page: whoever goes on began at the newest change.
    static Pager pager(long before, Slice<Change> page, long found, Address list) {
        int rows = page.rows().size();
        String summary = found == 0
                ? "0 of 0"
                : "%s–%s of %s"
                        .formatted(
                                Figures.grouped(rows == 0 ? 0 : before + 1),
                                Figures.grouped(before + rows),
                                Figures.grouped(found));
        return new Pager(
                summary,
                new Pager.Step("Newest", before == 0 ? null : list.toString()),
                new Pager.Step(
                        "Older",
                        page.next() == null
                                ? null
                                : list.with("after", page.next().text()).toString()));
    }
}
