package dev.muster.setup;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.setup.IntegrationHead.Tab;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Pager;
import dev.muster.web.RecordPager;
import dev.muster.web.RecordedAct;
import dev.muster.web.RecordedAct.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The tab Audit of an integration: who did what to it.
@Controller
@Does(Action.SEE_RECORD)
class AuditTabPages {
    private final Integrations integrations;
    private final IntegrationHeads heads;
    private final AuditTrail audit;

    AuditTabPages(Integrations integrations, IntegrationHeads heads, AuditTrail audit) {
        this.integrations = integrations;
        this.heads = heads;
        this.audit = audit;
    }

    @GetMapping("/t/{tenant}/integrations/{id}/audit")
    ModelAndView show(
            TenantAccess access,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Long before) {
        access.require(Action.SEE_RECORD);
        Current current = integrations.get(access.id(), new IntegrationId(id));
        var filter = new AuditFilter(id.toString(), "");
        List<AuditEntry> found = audit.page(access.id(), filter, before, Pager.ROWS + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(Pager.ROWS, found.size()));
        Long last = found.size() > Pager.ROWS ? shown.getLast().number() : null;
        String integration = ConfigurePages.address(access, id);
        var place = new Place(current.integration().name(), integration);
        var view = new IntegrationAuditPage(
                heads.head(access, current),
                shown.stream()
                        .map(entry -> RecordedAct.of(entry, heads.moment(current.integration(), entry.at()), place))
                        .toList(),
                RecordPager.of(
                        audit.count(access.id(), filter, before),
                        shown.size(),
                        Address.of(integration + Tab.AUDIT.path()),
                        last));
        return new ModelAndView(
                "setup/audit", Map.of("page", heads.page(access, request, current, Tab.AUDIT), "view", view));
    }
}
