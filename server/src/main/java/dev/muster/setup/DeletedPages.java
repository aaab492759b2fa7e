package dev.muster.setup;

import dev.muster.integration.Catalogue;
import dev.muster.integration.DeletedIntegrations;
import dev.muster.integration.DeletedIntegrations.Deleted;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Notice;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Integrations > Deleted: what can still be restored.
@Controller
@RequestMapping("/t/{tenant}/integrations/deleted")
@Does(Action.DELETE_INTEGRATION)
class DeletedPages {
    private static final String TITLE = "Deleted integrations";

    private final DeletedIntegrations deleted;
    private final Integrations integrations;
    private final Catalogue catalogue;
    private final Pages pages;

    DeletedPages(DeletedIntegrations deleted, Integrations integrations, Catalogue catalogue, Pages pages) {
        this.deleted = deleted;
        this.integrations = integrations;
        this.catalogue = catalogue;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView list(TenantAccess access, HttpServletRequest request) {
        var view =
                new DeletedPage(deleted.of(access).stream().map(this::row).toList(), integrations.daysDeletedAreKept());
        List<Crumb> crumbs = List.of(
                Crumb.of("Integrations"),
                new Crumb(
                        Nav.INTEGRATIONS.title(),
                        "/t/%s/integrations".formatted(access.tenant().slug())),
                Crumb.of("Deleted"));
        return new ModelAndView(
                "setup/deleted",
                Map.of("page", pages.of(access, request, TITLE, Nav.INTEGRATIONS, crumbs), "view", view));
    }

    @PostMapping("/{id}/restore")
    String restore(TenantAccess access, RedirectAttributes after, @PathVariable UUID id) {
        deleted.restore(access, new IntegrationId(id));
        after.addFlashAttribute(
                Notice.KEY,
                Notice.done("Restored, with its data and history. Its credential has to be entered again."));
        return "redirect:" + ConfigurePages.address(access, id);
    }

    private DeletedPage.Row row(Deleted integration) {
        return new DeletedPage.Row(
                integration.id().value().toString(),
                integration.name(),
                catalogue.describe(integration.application()).name(),
                integration.deletedBy(),
                Moment.utc(integration.deletedAt()),
                Moment.utc(integration.keptUntil()));
    }
}
