package dev.muster.sso;

import dev.muster.edge.MusterUrl;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.session.SignedIn;
import dev.muster.tenant.Action;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Settings > Signing in > Single sign-on.
@Controller
@Does(Action.MANAGE_TENANT)
@RequestMapping("/t/{tenant}" + SignOnSettingsPages.PATH)
class SignOnSettingsPages {
    static final String PATH = "/settings/single-sign-on";

    private static final String DONE = "done";

    private final SignOnSettings settings;
    private final Domains domains;
    private final Discovery discovery;
    private final SignOnSettingsPage page;
    private final MusterUrl url;

    SignOnSettingsPages(
            SignOnSettings settings, Domains domains, Discovery discovery, SignOnSettingsPage page, MusterUrl url) {
        this.settings = settings;
        this.domains = domains;
        this.discovery = discovery;
        this.page = page;
        this.url = url;
    }

    @GetMapping
    ModelAndView show(TenantAccess access, HttpServletRequest request, @ModelAttribute(DONE) @Nullable String done) {
        return page.of(access, request).done(done == null || done.isEmpty() ? null : done);
    }

    @PostMapping
    @AsksAgain
    ModelAndView save(
            TenantAccess access,
            @RequestParam(defaultValue = "") String issuer,
            @RequestParam(defaultValue = "") String clientId,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String groupsClaim,
            @RequestParam(defaultValue = "false") boolean letsJoin,
            HttpServletRequest request,
            RedirectAttributes next) {
        var wanted = new Wanted(issuer, clientId, secret, groupsClaim, letsJoin, groups(request));
        try {
            settings.save(access, wanted);
        } catch (InvalidInput faulty) {
            return page.of(access, request).faulty(wanted, faulty.faults());
        }
        return back(access, next, "The single sign-on is saved. Test it, then try it in a private window.");
    }

    /// Changes nothing and shows nothing secret.
    @PostMapping("/test")
    ModelAndView test(TenantAccess access, HttpServletRequest request) {
        try {
            String issuer = settings.of(access.id())
                    .map(SingleSignOn::issuer)
                    .orElseThrow(() -> new SignOnFault("There is no single sign-on to test. Save it first."));
            int keys = discovery.test(issuer);
            return page.of(access, request)
                    .done(("%s answers as it should, and signs with %s. Whether it takes client id, client secret and"
                                    + " the address %s shows itself when somebody signs in.")
                            .formatted(
                                    issuer,
                                    keys == 1 ? "1 key" : keys + " keys",
                                    url.absolute(SignOnPages.CALLBACK, request)));
        } catch (SignOnFault fault) {
            return page.of(access, request).refused(fault.sentence(), HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/remove")
    @AsksAgain
    ModelAndView remove(TenantAccess access, HttpServletRequest request, RedirectAttributes next) {
        return act(
                access,
                request,
                next,
                () -> settings.remove(access),
                "The single sign-on is removed. Members sign in by password.");
    }

    @PostMapping("/domains")
    @AsksAgain
    ModelAndView claim(
            TenantAccess access,
            @RequestParam(defaultValue = "") String domain,
            HttpServletRequest request,
            RedirectAttributes next) {
        try {
            domains.claim(access, domain);
        } catch (InvalidInput faulty) {
            return page.of(access, request).faulty(faulty.faults());
        }
        return back(
                access,
                next,
                "Add the record to the DNS of the domain, then check it. Until then it counts for nothing.");
    }

    @PostMapping("/domains/check")
    @AsksAgain
    ModelAndView check(
            TenantAccess access,
            @RequestParam(defaultValue = "") String domain,
            HttpServletRequest request,
            RedirectAttributes next) {
        return act(
                access,
                request,
                next,
                () -> domains.prove(access, domain),
                "%s is proved: whoever has an address there can come by single sign-on.".formatted(domain));
    }

    @PostMapping("/domains/give-up")
    @AsksAgain
    ModelAndView giveUp(
            TenantAccess access,
            @RequestParam(defaultValue = "") String domain,
            HttpServletRequest request,
            RedirectAttributes next) {
        return act(
                access, request, next, () -> domains.giveUp(access, domain), "%s counts no longer.".formatted(domain));
    }

    @PostMapping("/passwords")
    @AsksAgain
    ModelAndView passwords(
            TenantAccess access,
            @AuthenticationPrincipal SignedIn asker,
            @RequestParam(defaultValue = "true") boolean taken,
            HttpServletRequest request,
            RedirectAttributes next) {
        return act(
                access,
                request,
                next,
                () -> settings.takePasswords(access, asker, taken),
                taken ? "Passwords let members in again." : "From now on members come by single sign-on alone.");
    }

    /// What the page asks for, which either is done or is refused in words.
    @FunctionalInterface
    private interface Act {
        void run() throws SignOnFault;
    }

    private ModelAndView act(
            TenantAccess access, HttpServletRequest request, RedirectAttributes next, Act act, String done) {
        try {
            act.run();
        } catch (SignOnFault fault) {
            return page.of(access, request).refused(fault.sentence(), HttpStatus.CONFLICT);
        } catch (Conflict conflict) {
            return page.of(access, request).refused(conflict.getMessage(), HttpStatus.CONFLICT);
        }
        return back(access, next, done);
    }

    /// A name may hold commas, so the lists are taken as they were sent.
    private static List<Wanted.GroupRow> groups(HttpServletRequest request) {
        String[] names = request.getParameterValues("group");
        String[] roles = request.getParameterValues("role");
        List<Wanted.GroupRow> rows = new ArrayList<>();
        for (int row = 0; names != null && row < names.length; row++) {
            rows.add(new Wanted.GroupRow(names[row], roles != null && row < roles.length ? roles[row] : ""));
        }
        return rows;
    }

    private static ModelAndView back(TenantAccess access, RedirectAttributes next, String done) {
        next.addFlashAttribute(DONE, done);
        return new ModelAndView("redirect:/t/" + access.tenant().slug() + PATH);
    }
}
