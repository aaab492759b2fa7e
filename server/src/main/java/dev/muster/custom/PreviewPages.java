package dev.muster.custom;

import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.problem.Conflict;
import dev.muster.problem.NoSuchThing;
import dev.muster.setup.IntegrationHeads;
import dev.muster.sync.Syncs;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Notice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
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

/// The third step of an upload: what the file would change, and the two ways out.
@Controller
@RequestMapping("/t/{tenant}/integrations/{id}/upload")
class PreviewPages {
    private final Integrations integrations;
    private final IntegrationHeads heads;
    private final Previews previews;
    private final PreviewFacts facts;
    private final Syncs syncs;
    private final RejectedRows rejectedRows;

    PreviewPages(
            Integrations integrations,
            IntegrationHeads heads,
            Previews previews,
            PreviewFacts facts,
            Syncs syncs,
            RejectedRows rejectedRows) {
        this.rejectedRows = rejectedRows;
        this.integrations = integrations;
        this.heads = heads;
        this.previews = previews;
        this.facts = facts;
        this.syncs = syncs;
    }

    /// A file that does not wait any more is found in the history.
    @GetMapping("/preview")
    @Does(Action.SEE)
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "all") String kind,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after) {
        Current current = current(access, id);
        var frame = heads.page(access, request, current, "Upload a file", Crumb.of("Upload a file"));
        if (current.status().isSyncing()) {
            return new ModelAndView(
                    "custom/reading",
                    Map.of(
                            "page", frame,
                            "at", UploadPages.address(access, id),
                            "name", current.integration().name()));
        }
        Optional<Preview> preview = previews.of(access, current);
        if (preview.isEmpty()) {
            return new ModelAndView("redirect:%s".formatted(UploadPages.address(access, id)));
        }
        var wanted = new PreviewRows.Wanted(kind, q, after);
        return new ModelAndView(
                "custom/preview", Map.of("page", frame, "view", facts.page(access, current, preview.get(), wanted)));
    }

    /// Asked for every second while a file is read. When it is read the page is drawn again.
    @GetMapping("/reading")
    @Does(Action.SEE)
    @Nullable
    ModelAndView reading(TenantAccess access, HttpServletResponse answer, @PathVariable UUID id) {
        if (!current(access, id).status().isSyncing()) {
            answer.setHeader("HX-Refresh", "true");
        }
        answer.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return null;
    }

    /// Only for those who may bring files: it holds what they brought.
    @GetMapping("/rejected.csv")
    @Does(Action.RUN_INTEGRATION)
    void rejected(TenantAccess access, HttpServletResponse answer, @PathVariable UUID id)
            throws IOException, InterruptedException {
        Integration integration = current(access, id).integration();
        integration.requireManagedBy(access);
        rejectedRows.write(integration.key(access.id()), integration, answer);
    }

    @PostMapping("/publish")
    @Does(Action.RUN_INTEGRATION)
    String publish(TenantAccess access, RedirectAttributes after, @PathVariable UUID id, @RequestParam int run) {
        return act(
                access, after, id, "The file is published.", () -> syncs.release(access, new IntegrationId(id), run));
    }

    @PostMapping("/discard")
    @Does(Action.RUN_INTEGRATION)
    String discard(TenantAccess access, RedirectAttributes after, @PathVariable UUID id, @RequestParam int run) {
        return act(
                access,
                after,
                id,
                "The file was discarded. Nothing of it is published.",
                () -> syncs.discard(access, new IntegrationId(id), run));
    }

    private Current current(TenantAccess access, UUID id) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        Integration integration = current.integration();
        if (!integration.isBrought()) {
            throw new NoSuchThing("%s is read by a connector and takes no files.".formatted(integration.name()));
        }
        return current;
    }

    private static String act(TenantAccess access, RedirectAttributes after, UUID id, String done, Runnable act) {
        Notice notice;
        try {
            act.run();
            notice = Notice.done(done);
        } catch (Conflict conflict) {
            notice = Notice.refused(String.valueOf(conflict.getMessage()));
        }
        after.addFlashAttribute(Notice.KEY, notice);
        return "redirect:%s".formatted(UploadPages.address(access, id));
    }
}
