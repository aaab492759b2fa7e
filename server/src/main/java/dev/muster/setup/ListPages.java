package dev.muster.setup;

import dev.muster.connector.Description;
import dev.muster.integration.Catalogue;
import dev.muster.integration.DeletedIntegrations;
import dev.muster.setup.IntegrationsPage.Row;
import dev.muster.setup.IntegrationsPage.Shown;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Crumb;
import dev.muster.web.Nav;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Integrations > Third Party Applications: first what waits for somebody, then the rest, each by name.
@Controller
@Does(Action.SEE)
class ListPages {
    private final IntegrationRows integrations;
    private final DeletedIntegrations deleted;
    private final Catalogue catalogue;
    private final Pages pages;

    ListPages(IntegrationRows integrations, DeletedIntegrations deleted, Catalogue catalogue, Pages pages) {
        this.integrations = integrations;
        this.deleted = deleted;
        this.catalogue = catalogue;
        this.pages = pages;
    }

    @GetMapping("/t/{tenant}/integrations")
    ModelAndView list(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String sort) {
        List<Row> all = integrations.of(access);
        String text = q.strip();
        Shown shown = Shown.of(show);
        IntegrationOrder order = IntegrationOrder.parse(sort);
        Address list = Address.of("/t/%s/integrations".formatted(access.tenant().slug()))
                .with("q", text)
                .with("show", show);
        List<Row> rows = all.stream()
                .filter(row -> contains(row, text) && shown.has(row))
                .toList();
        var view = new IntegrationsPage(
                text,
                shown,
                order.value(),
                order.heads(list),
                all.size(),
                (int) all.stream().filter(Shown.ACTION::has).count(),
                (int) all.stream().filter(Shown.CONNECTED::has).count(),
                order.sorted(rows),
                catalogue.offered().stream().map(Description::name).collect(Collectors.joining(" or ")),
                access.may(Action.ADD_INTEGRATION),
                access.may(Action.DELETE_INTEGRATION) ? deleted.of(access).size() : 0);
        List<Crumb> crumbs = List.of(Crumb.of("Integrations"), Crumb.of(Nav.INTEGRATIONS.title()));
        return new ModelAndView(
                "setup/list",
                Map.of(
                        "page",
                        pages.of(access, request, Nav.INTEGRATIONS.title(), Nav.INTEGRATIONS, crumbs),
                        "view",
                        view));
    }

    private static boolean contains(Row row, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return List.of(
                        row.name(),
                        row.description(),
                        row.owner(),
                        row.standing().message())
                .stream()
                .anyMatch(shown -> shown.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
