package dev.muster.runs;

import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationKey;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.ledger.RunKey;
import dev.muster.runs.HistoryPage.Shown;
import dev.muster.setup.IntegrationHead.Tab;
import dev.muster.setup.IntegrationHeads;
import dev.muster.sync.RunHistory;
import dev.muster.sync.SyncRun;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Badge;
import dev.muster.web.Figures;
import dev.muster.web.Pager;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The tab Sync history: runs, and what the chosen one can prove.
@Controller
@Does(Action.SEE)
class HistoryPages {
    private static final int RUNS = 12;
    /// Value of `facts` in the address that shows all facts on which two witnesses disagree.
    private static final String ALL = "all";

    private final Integrations integrations;
    private final IntegrationHeads heads;
    private final RunHistory history;
    private final CertificateView certificates;

    HistoryPages(Integrations integrations, IntegrationHeads heads, RunHistory history, CertificateView certificates) {
        this.integrations = integrations;
        this.heads = heads;
        this.history = history;
        this.certificates = certificates;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/history")
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(required = false) @Nullable Integer run,
            @RequestParam(required = false) @Nullable Integer before,
            @RequestParam(defaultValue = "") String facts) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        Shown shown = Shown.of(show);
        int start = before == null ? Integer.MAX_VALUE : before;
        List<SyncRun> runs = history.page(current.integration().key(access.id()), shown.filter(), start, RUNS);
        Integer chosen = run != null
                ? run
                : runs.isEmpty() ? null : (Integer) runs.getFirst().number();
        var view = new HistoryPage(
                heads.head(access, current),
                shown,
                runs.stream().map(listed -> row(current, listed)).toList(),
                pager(access, current, shown, start, runs),
                history(access, current)
                        .below(".csv")
                        .with("show", shown == Shown.ALL ? "" : shown.value())
                        .toString(),
                run != null,
                chosen == null ? null : certificate(access, current, chosen, facts.equals(ALL)));
        return new ModelAndView(
                "runs/history", Map.of("page", heads.page(access, request, current, Tab.HISTORY), "view", view));
    }

    private Certificate certificate(TenantAccess access, Current current, int run, boolean whole) {
        var key = new RunKey(current.integration().key(access.id()), run);
        Address all = history(access, current).with("run", String.valueOf(run)).with("facts", ALL);
        return certificates.of(access, current, history.certificate(key), all + "#differing", whole);
    }

    private static Address history(TenantAccess access, Current current) {
        return Address.of("/t/%s/integrations/%s/history"
                .formatted(access.tenant().slug(), current.integration().id().value()));
    }

    private HistoryPage.Run row(Current current, SyncRun run) {
        return new HistoryPage.Run(
                run.number(),
                heads.moment(current.integration(), run.startedAt()),
                run.endedAt() == null ? "" : Figures.seconds(Duration.between(run.startedAt(), run.endedAt())),
                badge(run),
                LackingParts.of(run.why()).inShort(),
                run.revision() == null
                        ? null
                        : new HistoryPage.Changes(
                                run.changes().added(),
                                run.changes().removed(),
                                run.changes().changed()),
                run.revision() == null ? null : run.revision().longValue());
    }

    static Badge badge(SyncRun run) {
        return switch (run.outcome()) {
            case null -> Badge.RUNNING;
            case COMPLETE -> Badge.COMPLETE;
            case PARTIAL -> Badge.PARTIAL;
            case FAILED -> Badge.FAILED;
            case HELD -> Badge.HELD;
            case CANCELLED -> Badge.CANCELLED;
        };
    }

    private Pager pager(TenantAccess access, Current current, Shown shown, int start, List<SyncRun> runs) {
        IntegrationKey integration = current.integration().key(access.id());
        long total = history.count(integration, shown.filter(), 0);
        if (runs.isEmpty()) {
            return Pager.newestFirst(0, 0, total, null, null);
        }
        long from =
                1 + history.count(integration, shown.filter(), runs.getFirst().number());
        long to = from + runs.size() - 1;
        Address page = history(access, current).with("show", shown == Shown.ALL ? "" : shown.value());
        String newer = from == 1
                ? null
                : page.with(
                                "before",
                                history.pageBefore(integration, shown.filter(), start, RUNS)
                                        .map(String::valueOf)
                                        .orElse(""))
                        .toString();
        String older = to == total
                ? null
                : page.with("before", String.valueOf(runs.getLast().number())).toString();
        return Pager.newestFirst(from, to, total, newer, older);
    }
}
