package dev.muster.settings;

import dev.muster.factor.FactorsOfMembers;
import dev.muster.factor.SecondFactors;
import dev.muster.problem.Conflict;
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

    SigningInPages(SettingsPages settings, SecondFactors factors, FactorsOfMembers ofMembers, Members members) {
        this.settings = settings;
        this.factors = factors;
        this.ofMembers = ofMembers;
        this.members = members;
    }

    @GetMapping
    @Does(Action.SEE_MEMBERS)
    ModelAndView show(TenantAccess access, HttpServletRequest request, @ModelAttribute(DONE) @Nullable String done) {
        return page(access, request, null, done == null || done.isEmpty() ? null : done, HttpStatus.OK);
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
            return page(access, request, conflict.getMessage(), null, HttpStatus.CONFLICT);
        }
        next.addFlashAttribute(
                DONE,
                required
                        ? "From now on members are let in only with a second factor."
                        : "A second factor is up to each member again.");
        return new ModelAndView("redirect:" + SettingsPages.address(access, Nav.SIGNING_IN));
    }

    private ModelAndView page(
            TenantAccess access,
            HttpServletRequest request,
            @Nullable String refused,
            @Nullable String done,
            HttpStatus status) {
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
                refused,
                done);
        return settings.page(access, request, Nav.SIGNING_IN, "signingIn", view, status);
    }
}
