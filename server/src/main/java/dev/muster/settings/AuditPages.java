package dev.muster.settings;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.tenant.Action;
import dev.muster.tenant.CostlyQuestion;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Address;
import dev.muster.web.Moment;
import dev.muster.web.Nav;
import dev.muster.web.Pager;
import dev.muster.web.RecordPager;
import dev.muster.web.RecordedAct;
import dev.muster.web.RecordedAct.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Settings > Audit.
@Controller
@Does(Action.SEE_RECORD)
class AuditPages {
    private final SettingsPages settings;
    private final AuditTrail audit;
    private final RecordCheck check;
    private final Integrations integrations;

    AuditPages(SettingsPages settings, AuditTrail audit, RecordCheck check, Integrations integrations) {
        this.settings = settings;
        this.audit = audit;
        this.check = check;
        this.integrations = integrations;
    }

    @GetMapping("/t/{tenant}/settings/audit")
    ModelAndView list(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam MultiValueMap<String, String> asked) {
        access.require(Action.SEE_RECORD);
        return page(access, request, AuditQuestion.parse(asked, "before"), before, null);
    }

    @GetMapping(path = "/t/{tenant}/settings/audit", params = "check=true")
    @CostlyQuestion
    ModelAndView check(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam MultiValueMap<String, String> asked) {
        access.require(Action.SEE_RECORD);
        AuditQuestion question = AuditQuestion.parse(asked, "before", "check");
        return page(access, request, question, before, check.of(access.id()));
    }

    private ModelAndView page(
            TenantAccess access,
            HttpServletRequest request,
            AuditQuestion question,
            @Nullable Long before,
            RecordCheck.@Nullable Outcome checked) {
        AuditFilter filter = question.filter();
        List<AuditEntry> found = audit.page(access.id(), filter, before, Pager.ROWS + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(Pager.ROWS, found.size()));
        Long last = found.size() > Pager.ROWS ? shown.getLast().number() : null;
        Map<String, Place> places = places(access);
        Place only = places.get(question.integration());
        var view = new AuditView(
                shown.stream().map(entry -> act(entry, places)).toList(),
                question,
                only == null ? null : only.name(),
                RecordPager.of(
                        audit.count(access.id(), filter, before),
                        shown.size(),
                        question.on(Address.of(at(access, "/settings/audit"))),
                        last),
                checked == null ? null : checked.sentence(),
                checked != null && !checked.isGood());
        return settings.page(access, request, Nav.AUDIT, "audit", view, HttpStatus.OK);
    }

    private Map<String, Place> places(TenantAccess access) {
        return integrations.of(access.id()).stream()
                .map(Current::integration)
                .collect(Collectors.toMap(
                        integration -> integration.id().value().toString(),
                        integration -> new Place(
                                integration.name(),
                                at(access, "/integrations/" + integration.id().value()))));
    }

    private static RecordedAct act(AuditEntry entry, Map<String, Place> places) {
        String integration = entry.details().get(RecordedAct.INTEGRATION);
        return RecordedAct.of(entry, Moment.utc(entry.at()), integration == null ? null : places.get(integration));
    }

    private static String at(TenantAccess access, String path) {
        return "/t/" + access.tenant().slug() + path;
    }
}
