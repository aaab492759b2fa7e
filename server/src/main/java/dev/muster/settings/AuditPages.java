package dev.muster.settings;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.Chain;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Figures;
import dev.muster.web.Moment;
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

    AuditPages(SettingsPages settings, AuditTrail audit) {
        this.settings = settings;
        this.audit = audit;
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
        return page(access, request, q, integration, before, audit.verify(access.id()));
    }

    private ModelAndView page(
            TenantAccess access,
            HttpServletRequest request,
            String q,
            String integration,
            @Nullable Long before,
            @Nullable Chain chain) {
        var filter = new AuditFilter(bounded(integration), bounded(q));
        List<AuditEntry> found = audit.page(access.id(), filter, before, ENTRIES + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(ENTRIES, found.size()));
        Long next = found.size() > ENTRIES ? shown.getLast().number() : null;
        var view = new AuditView(
                shown.stream().map(AuditPages::row).toList(),
                filter.text(),
                filter.integration(),
                next,
                chain == null ? null : sentence(chain),
                chain instanceof Chain.Broken);
        return settings.page(access, request, Nav.AUDIT, "audit", view, HttpStatus.OK);
    }

    private static String sentence(Chain chain) {
        return switch (chain) {
            case Chain.Unbroken unbroken -> "%s. %sHash of the newest: %s"
                    .formatted(written(unbroken), earlier(unbroken), unbroken.head());
            case Chain.Broken(long number, String why) ->
                "%s The record was changed outside Muster; entries before %d are as they were written."
                        .formatted(why, number);
        };
    }

    private static String written(Chain.Unbroken chain) {
        long signed = chain.entries() - chain.before();
        if (chain.entries() == 1) {
            return "The only entry is as it was written and signed";
        }
        return chain.before() == 0
                ? "All %s entries are as they were written and signed".formatted(Figures.grouped(signed))
                : "The newest %s are as they were written and signed"
                        .formatted(Figures.counted(signed, "entry", "entries"));
    }

    /// What was there before is vouched for from that moment on, and not from when it was written.
    private static String earlier(Chain.Unbroken chain) {
        if (chain.since() == null) {
            return "";
        }
        return "The first %s not signed when %s written; nothing in %s was changed since %s, when this Muster began to sign. "
                .formatted(
                        chain.before() == 1 ? "entry was" : Figures.grouped(chain.before()) + " entries were",
                        chain.before() == 1 ? "it was" : "they were",
                        chain.before() == 1 ? "it" : "them",
                        Moment.utc(chain.since()).minute() + " UTC");
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
