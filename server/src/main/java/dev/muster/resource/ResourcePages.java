package dev.muster.resource;

import dev.muster.ledger.SearchText;
import dev.muster.rights.KnownResources;
import dev.muster.setup.Addresses;
import dev.muster.setup.IntegrationHeads;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page of one resource: who can do what with it, who holds something on it, who is called about it, and what it is
/// linked to.
@Controller
@Does(Action.SEE)
class ResourcePages {
    private final KnownResources known;
    private final PageFacts facts;
    private final ResourceTabs tabs;
    private final IntegrationHeads heads;

    ResourcePages(KnownResources known, PageFacts facts, ResourceTabs tabs, IntegrationHeads heads) {
        this.known = known;
        this.facts = facts;
        this.tabs = tabs;
        this.heads = heads;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/resources/{type}/{resource}")
    @CostlyQuestion
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @PathVariable String type,
            @PathVariable String resource,
            @RequestParam(defaultValue = "") String view,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String right,
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String after) {
        var asked = new Asked(
                type, resource, ResourceTab.parse(view), new SearchText(q), right, level, person, asOf, after);
        return known.read(access, id, asked.walk().asOf(), (current, revision) -> {
            ResourcePage page = tabs.page(access, facts.of(access, revision, type, resource), asked);
            Addresses at = Addresses.of(access, current.integration(), revision.asOf());
            return new ModelAndView(
                    "resource/resource",
                    Map.of(
                            "page",
                            heads.page(
                                            access,
                                            request,
                                            current,
                                            "%s, %s".formatted(page.name(), page.integration()),
                                            new Crumb(
                                                    "Resources", at.resources().toString()),
                                            Crumb.of(page.name()))
                                    .choosing(ResourceTab.FIELD, page.view()),
                            "view",
                            page));
        });
    }
}
