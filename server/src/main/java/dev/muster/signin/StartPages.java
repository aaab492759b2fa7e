package dev.muster.signin;

import dev.muster.session.SignedIn;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Membership;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// Where a signed-in user begins: in their tenant, or with the choice of one.
@Controller
class StartPages {
    private final Tenants tenants;

    StartPages(Tenants tenants) {
        this.tenants = tenants;
    }

    @GetMapping("/")
    @Does(Action.OWN_SIGN_IN)
    RedirectView start(@AuthenticationPrincipal SignedIn user) {
        List<Membership> memberships = open(user);
        return memberships.size() == 1 && !memberships.getFirst().tenant().suspended()
                ? home(memberships.getFirst().tenant().slug())
                : new RedirectView("/choose-tenant", true);
    }

    @GetMapping("/t/{tenant}")
    @Does(Action.SEE)
    RedirectView tenant(TenantAccess access) {
        return home(access.tenant().slug());
    }

    @GetMapping("/choose-tenant")
    @Does(Action.OWN_SIGN_IN)
    ModelAndView choose(@AuthenticationPrincipal SignedIn user) {
        List<ChooseTenantView.Choice> choices =
                open(user).stream().map(StartPages::choice).toList();
        return new ModelAndView("web/chooseTenant", Map.of("view", new ChooseTenantView(user.userName(), choices)));
    }

    private List<Membership> open(SignedIn user) {
        return tenants.ofUser(user.user()).stream()
                .filter(membership -> user.opens(membership.tenant()))
                .toList();
    }

    private static ChooseTenantView.Choice choice(Membership membership) {
        return new ChooseTenantView.Choice(
                membership.tenant().slug(),
                membership.tenant().name(),
                membership.role().title(),
                membership.tenant().suspended());
    }

    private static RedirectView home(String slug) {
        return new RedirectView("/t/" + slug + "/home", true);
    }
}
