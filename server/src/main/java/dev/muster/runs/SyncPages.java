package dev.muster.runs;

import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.problem.Conflict;
import dev.muster.setup.IntegrationHead.Tab;
import dev.muster.setup.IntegrationHeads;
import dev.muster.sync.Syncs;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The overview of an integration: a running sync beside the last good revision, and the acts that start and stop one.
@Controller
@RequestMapping("/t/{tenant}/integrations/{id}")
class SyncPages {
    private final Integrations integrations;
    private final IntegrationHeads heads;
    private final Syncs syncs;
    private final OverviewFacts facts;
    private final RunningSyncs running;

    SyncPages(
            Integrations integrations, IntegrationHeads heads, Syncs syncs, OverviewFacts facts, RunningSyncs running) {
        this.integrations = integrations;
        this.heads = heads;
        this.syncs = syncs;
        this.facts = facts;
        this.running = running;
    }

    @GetMapping
    @Does(Action.SEE)
    ModelAndView overview(TenantAccess access, HttpServletRequest request, @PathVariable UUID id) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        return new ModelAndView(
                "runs/overview",
                Map.of(
                        "page", heads.page(access, request, current, Tab.OVERVIEW),
                        "view", facts.overview(access, current)));
    }

    /// The panel of a running sync, asked for every two seconds. When the run has ended the page draws itself
    /// anew.
    @GetMapping("/progress")
    @Does(Action.SEE)
    @Nullable
    ModelAndView progress(TenantAccess access, HttpServletResponse answer, @PathVariable UUID id) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        Optional<SyncProgress> progress = running.progress(access, current);
        if (progress.isEmpty()) {
            answer.setHeader("HX-Refresh", "true");
            answer.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return null;
        }
        return new ModelAndView(
                "runs/progress", Map.of("view", progress.get(), "head", heads.head(access, current), "fragment", true));
    }

    @PostMapping("/sync")
    @Does(Action.RUN_INTEGRATION)
    String sync(TenantAccess access, RedirectAttributes after, @PathVariable UUID id) {
        return act(access, after, id, "The sync starts at once.", () -> syncs.request(access, new IntegrationId(id)));
    }

    @PostMapping("/cancel")
    @Does(Action.RUN_INTEGRATION)
    String cancel(TenantAccess access, RedirectAttributes after, @PathVariable UUID id) {
        return act(
                access,
                after,
                id,
                "The run stops and publishes nothing.",
                () -> syncs.cancel(access, new IntegrationId(id)));
    }

    /// Does what somebody decided about runs and leads back to the integration. A conflict is an answer, told where
    /// the person stands, not an error page.
    static String act(TenantAccess access, RedirectAttributes after, UUID id, String done, Runnable act) {
        Notice notice;
        try {
            act.run();
            notice = Notice.done(done);
        } catch (Conflict conflict) {
            notice = Notice.refused(Optional.ofNullable(conflict.getMessage()).orElse("Nothing was changed."));
        }
        after.addFlashAttribute(Notice.KEY, notice);
        return "redirect:/t/%s/integrations/%s".formatted(access.tenant().slug(), id);
    }
}
