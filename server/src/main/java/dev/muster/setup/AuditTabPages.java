package dev.muster.setup;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.setup.IntegrationAuditPage.Entry;
import dev.muster.setup.IntegrationHead.Tab;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Pager;
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
    private static final int ENTRIES = 50;

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
        List<AuditEntry> found = audit.page(access.id(), filter, before, ENTRIES + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(ENTRIES, found.size()));
        var view = new IntegrationAuditPage(
                heads.head(access, current),
                shown.stream().map(entry -> entry(current, entry)).toList(),
                pager(ConfigurePages.address(access, id) + Tab.AUDIT.path(), shown, found.size() > ENTRIES, before));
        return new ModelAndView(
                "setup/audit", Map.of("page", heads.page(access, request, current, Tab.AUDIT), "view", view));
    }

    private Entry entry(Current current, AuditEntry entry) {
        return new Entry(
                entry.number(),
                heads.moment(current.integration(), entry.at()),
                entry.actor().name(),
                entry.action(),
                entry.subject(),
                entry.details());
    }

    private static Pager pager(String address, List<AuditEntry> shown, boolean more, @Nullable Long before) {
        return new Pager(
                shown.isEmpty()
                        ? "No entries"
                        : "Entries %d to %d"
                                .formatted(
                                        shown.getLast().number(),
                                        shown.getFirst().number()),
                new Pager.Step("Revision", before == null ? null : address),
                new Pager.Step(
                        "Older", more ? address + "?before=" + shown.getLast().number() : null));
    }
}
