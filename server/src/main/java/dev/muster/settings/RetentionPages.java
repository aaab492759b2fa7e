package dev.muster.settings;

import dev.muster.ledger.Retention;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Figures;
import dev.muster.web.Nav;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Settings > History: for how long the past is kept.
@Controller
@RequestMapping("/t/{tenant}/settings/retention")
class RetentionPages {
    private static final String DONE = "done";

    private final SettingsPages settings;
    private final Retention retention;

    RetentionPages(SettingsPages settings, Retention retention) {
        this.settings = settings;
        this.retention = retention;
    }

    @GetMapping
    @Does(Action.SEE)
    ModelAndView show(TenantAccess access, HttpServletRequest request, @ModelAttribute(DONE) @Nullable String done) {
        int kept = retention.months(access.id());
        String sentence = done == null || done.isEmpty() ? null : done;
        return page(access, request, String.valueOf(kept), Map.of(), sentence, HttpStatus.OK);
    }

    @PostMapping
    @Does(Action.MANAGE_TENANT)
    @AsksAgain
    Object save(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String months,
            RedirectAttributes next) {
        access.require(Action.MANAGE_TENANT);
        try {
            int wanted = number(months.strip());
            retention.keep(access, wanted);
            next.addFlashAttribute(
                    DONE, "The past is kept for %s.".formatted(Figures.counted(wanted, "month", "months")));
            return "redirect:" + SettingsPages.address(access, Nav.HISTORY);
        } catch (InvalidInput faulty) {
            return page(access, request, months, faulty.faults(), null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static int number(String months) {
        try {
            return Integer.parseInt(months);
        } catch (NumberFormatException noNumber) {
            throw Retention.outside();
        }
    }

    private ModelAndView page(
            TenantAccess access,
            HttpServletRequest request,
            String typed,
            Map<String, String> faults,
            @Nullable String done,
            HttpStatus status) {
        var view =
                new RetentionView(retention.months(access.id()), access.may(Action.MANAGE_TENANT), typed, faults, done);
        return settings.page(access, request, Nav.HISTORY, "retention", view, status);
    }
}
