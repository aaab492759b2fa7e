package dev.muster.setup;

import dev.muster.integration.IntegrationId;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Figures;
import dev.muster.web.Notice;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Pausing, resuming and deleting an integration.
@Controller
@RequestMapping("/t/{tenant}/integrations/{id}")
class ActPages {
    private final Integrations integrations;
    private final IntegrationHeads heads;

    ActPages(Integrations integrations, IntegrationHeads heads) {
        this.integrations = integrations;
        this.heads = heads;
    }

    @PostMapping("/pause")
    @Does(Action.RUN_INTEGRATION)
    String pause(TenantAccess access, RedirectAttributes after, @PathVariable UUID id) {
        integrations.pause(access, new IntegrationId(id));
        after.addFlashAttribute(Notice.KEY, Notice.done("Paused. Data stays as it is until you resume it."));
        return "redirect:" + ConfigurePages.address(access, id);
    }

    @PostMapping("/resume")
    @Does(Action.RUN_INTEGRATION)
    String resume(TenantAccess access, RedirectAttributes after, @PathVariable UUID id) {
        integrations.resume(access, new IntegrationId(id));
        after.addFlashAttribute(Notice.KEY, Notice.done("Resumed. The next sync runs at its daily time."));
        return "redirect:" + ConfigurePages.address(access, id);
    }

    @GetMapping("/delete")
    @Does(Action.DELETE_INTEGRATION)
    ModelAndView confirm(TenantAccess access, HttpServletRequest request, @PathVariable UUID id) {
        return page(access, request, id, null);
    }

    @PostMapping("/delete")
    @AsksAgain
    @Does(Action.DELETE_INTEGRATION)
    ModelAndView delete(
            TenantAccess access,
            HttpServletRequest request,
            RedirectAttributes after,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String confirm) {
        try {
            String name = integrations
                    .get(access.id(), new IntegrationId(id))
                    .integration()
                    .name();
            integrations.delete(access, new IntegrationId(id), confirm);
            after.addFlashAttribute(
                    Notice.KEY,
                    Notice.done("%s was deleted. It can be restored for %s."
                            .formatted(name, Figures.counted(integrations.daysDeletedAreKept(), "day", "days"))));
            return new ModelAndView(
                    "redirect:/t/%s/integrations".formatted(access.tenant().slug()));
        } catch (InvalidInput input) {
            return page(access, request, id, input.faults().get("confirm"));
        }
    }

    private ModelAndView page(TenantAccess access, HttpServletRequest request, UUID id, @Nullable String fault) {
        Current current = integrations.get(access.id(), new IntegrationId(id));
        access.require(Action.DELETE_INTEGRATION);
        return new ModelAndView(
                "setup/delete",
                Map.of(
                        "page",
                        heads.page(access, request, current, "Delete", Crumb.of("Delete")),
                        "view",
                        new DeletePage(
                                heads.head(access, current),
                                waits(current),
                                goes(current),
                                integrations.daysDeletedAreKept(),
                                fault)),
                fault == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static List<String> waits(Current current) {
        IntegrationStatus status = current.status();
        List<String> waits = new ArrayList<>();
        if (status.revision() != null) {
            waits.add("%s and %s, with their whole history of %s"
                    .formatted(
                            Figures.counted(status.counts().accounts(), "account", "accounts"),
                            Figures.counted(status.counts().grants(), "grant", "grants"),
                            Figures.counted(status.revision(), "revision", "revisions")));
            waits.add("Every sync run with its completeness certificate");
        }
        waits.add("The name, the description, the owners and the settings");
        return waits;
    }

    private static List<String> goes(Current current) {
        List<String> goes = new ArrayList<>();
        if (!current.integration().credentials().isEmpty()) {
            goes.add("The saved credential");
        }
        if (current.status().isSyncing()) {
            goes.add("What the sync that runs now has read");
        }
        if (current.status().heldRun() != null) {
            goes.add("What was read by the run that is on hold");
        }
        return goes;
    }
}
