package dev.muster.settings;

import dev.muster.factor.FactorsOfMembers;
import dev.muster.factor.SecondFactors;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.Does;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import dev.muster.web.Nav;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/// Settings > Signing in: what a tenant asks of its members at the door.
@Controller
@RequestMapping("/t/{tenant}/settings/signing-in")
class SigningInPages {
    private static final String DONE = "done";

    private final SettingsPages settings;
    private final SecondFactors factors;
    private final FactorsOfMembers ofMembers;
    private final Members members;
    private final TenantLimits limits;

    SigningInPages(
            SettingsPages settings,
            SecondFactors factors,
            FactorsOfMembers ofMembers,
            Members members,
            TenantLimits limits) {
        this.settings = settings;
        this.factors = factors;
        this.ofMembers = ofMembers;
        this.members = members;
        this.limits = limits;
    }

    @GetMapping
    @Does(Action.SEE_MEMBERS)
    ModelAndView show(TenantAccess access, HttpServletRequest request, @ModelAttribute(DONE) @Nullable String done) {
        return page(access, request, Shown.of(access, null, done == null || done.isEmpty() ? null : done), HttpStatus.OK);
    }

    @PostMapping
    @AsksAgain
    @Does(Action.MANAGE_TENANT)
    ModelAndView save(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean required,
            RedirectAttributes next) {
        try {
            ofMembers.require(access, required);
        } catch (Conflict conflict) {
            return page(access, request, Shown.of(access, conflict.getMessage(), null), HttpStatus.CONFLICT);
        }
        next.addFlashAttribute(
                DONE,
                required
                        ? "From now on members are let in only with a second factor."
                        : "A second factor is up to each member again.");
        return new ModelAndView("redirect:" + SettingsPages.address(access, Nav.SIGNING_IN));
    }

    @PostMapping("/limits")
    @AsksAgain
    @Does(Action.MANAGE_TENANT)
    ModelAndView limit(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String sessionIdleMinutes,
            @RequestParam(defaultValue = "") String sessionHours,
            @RequestParam(defaultValue = "") String tokenDays,
            RedirectAttributes next) {
        var typed = new SigningInView.Typed(sessionIdleMinutes, sessionHours, tokenDays);
        try {
            limits.set(access, typed.wanted());
        } catch (InvalidInput faulty) {
            var shown = new Shown(typed, faulty.faults(), null, null);
            return page(access, request, shown, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        next.addFlashAttribute(DONE, "How long sessions and API tokens last is saved, and counts from now on.");
        return new ModelAndView("redirect:" + SettingsPages.address(access, Nav.SIGNING_IN));
    }

    /// @param faults of what was typed, by field
    private record Shown(
            SigningInView.Typed typed, Map<String, String> faults, @Nullable String refused, @Nullable String done) {
        static Shown of(TenantAccess access, @Nullable String refused, @Nullable String done) {
            return new Shown(SigningInView.Typed.of(access.tenant().limits()), Map.of(), refused, done);
        }
    }

    private ModelAndView page(TenantAccess access, HttpServletRequest request, Shown shown, HttpStatus status) {
        List<Member> all = members.of(access.id());
        Set<UserId> secured = factors.among(all.stream().map(Member::user).toList());
        var view = new SigningInView(
                access.tenant().requiresSecondFactor(),
                all.size(),
                all.stream()
                        .filter(member -> !secured.contains(member.user()))
                        .map(Member::name)
                        .toList(),
                secured.contains(access.user()),
                access.may(Action.MANAGE_TENANT),
                access.tenant().limits(),
                shown.typed(),
                shown.faults(),
                shown.refused(),
                shown.done());
        return settings.page(access, request, Nav.SIGNING_IN, "signingIn", view, status);
    }
}
