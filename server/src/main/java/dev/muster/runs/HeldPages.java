package dev.muster.runs;

import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.runs.HeldPage.Kind;
import dev.muster.setup.IntegrationHeads;
import dev.muster.sync.Syncs;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A run that waits for a person: what it would close, and the two ways out.
@Controller
@RequestMapping("/t/{tenant}/integrations/{id}/runs/{run}")
class HeldPages {
    private final Integrations integrations;
    private final IntegrationHeads heads;
    private final Syncs syncs;
    private final HeldFacts facts;

    HeldPages(Integrations integrations, IntegrationHeads heads, Syncs syncs, HeldFacts facts) {
        this.integrations = integrations;
        this.heads = heads;
        this.syncs = syncs;
        this.facts = facts;
    }

    /// A run that is not held any more is found in the history.
    @GetMapping
    @Does(Action.SEE)
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @PathVariable int run,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        if (!Objects.equals(current.status().heldRun(), run)) {
            return new ModelAndView("redirect:%s/history?run=%d".formatted(address(access, id), run));
        }
        if (current.integration().isBrought()) {
            return new ModelAndView("redirect:%s/upload/preview".formatted(address(access, id)));
        }
        String title = "Run %d".formatted(run);
        return new ModelAndView(
                "runs/held",
                Map.of(
                        "page", heads.page(access, request, current, title, Crumb.of(title)),
                        "view", facts.held(access, current, run, new HeldFacts.Wanted(Kind.of(kind), q, after))));
    }

    @PostMapping("/release")
    @Does(Action.RUN_INTEGRATION)
    String release(TenantAccess access, RedirectAttributes after, @PathVariable UUID id, @PathVariable int run) {
        return SyncPages.act(
                access,
                after,
                id,
                "Run %d is published.".formatted(run),
                () -> syncs.release(access, new IntegrationId(id), run));
    }

    @PostMapping("/discard")
    @Does(Action.RUN_INTEGRATION)
    String discard(TenantAccess access, RedirectAttributes after, @PathVariable UUID id, @PathVariable int run) {
        return SyncPages.act(
                access,
                after,
                id,
                "Run %d was discarded. The revision before it stays.".formatted(run),
                () -> syncs.discard(access, new IntegrationId(id), run));
    }

    private static String address(TenantAccess access, UUID id) {
        return "/t/%s/integrations/%s".formatted(access.tenant().slug(), id);
    }
}
