package dev.muster.settings;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Nav;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Settings > Audit.
@Controller
@Does(Action.SEE_RECORD)
class AuditPages {
    private static final int ENTRIES = 50;
    private static final int LONGEST_FILTER = 200;

    private final SettingsPages settings;
    private final AuditTrail audit;
    private final RecordCheck check;

    AuditPages(SettingsPages settings, AuditTrail audit, RecordCheck check) {
        this.settings = settings;
        this.audit = audit;
        this.check = check;
    }

    @GetMapping("/t/{tenant}/settings/audit")
    ModelAndView list(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String integration,
            @RequestParam(required = false) @Nullable Long before) {
        access.require(Action.SEE_RECORD);
        return page(access, request, q, integration, before, null);
    }

    @GetMapping(path = "/t/{tenant}/settings/audit", params = "check=true")
    @CostlyQuestion
    ModelAndView check(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String integration,
            @RequestParam(required = false) @Nullable Long before) {
        access.require(Action.SEE_RECORD);
        return page(access, request, q, integration, before, check.of(access.id()));
    }

    private ModelAndView page(
            TenantAccess access,
            HttpServletRequest request,
            String q,
            String integration,
            @Nullable Long before,
            RecordCheck.@Nullable Outcome checked) {
        var filter = new AuditFilter(bounded(integration), bounded(q));
        List<AuditEntry> found = audit.page(access.id(), filter, before, ENTRIES + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(ENTRIES, found.size()));
        Long next = found.size() > ENTRIES ? shown.getLast().number() : null;
        var view = new AuditView(
                shown.stream().map(AuditPages::row).toList(),
                filter.text(),
                filter.integration(),
                next,
                checked == null ? null : checked.sentence(),
                checked != null && !checked.isGood());
        return settings.page(access, request, Nav.AUDIT, "audit", view, HttpStatus.OK);
    }

    private static AuditView.Row row(AuditEntry entry) {
        return new AuditView.Row(
                entry.number(), entry.at(), entry.actor().name(), entry.action(), entry.subject(), entry.details());
    }

    /// PostgreSQL keeps no NUL, so nothing can be found by one.
    private static String bounded(String typed) {
        String text = typed.strip().replace("\0", "");
        return text.length() > LONGEST_FILTER ? text.substring(0, LONGEST_FILTER) : text;
    }
}
