package dev.muster.settings;

import dev.muster.database.TenantId;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.session.OpenSession;
import dev.muster.session.SignedIn;
import dev.muster.session.StoredSessions;
import dev.muster.signin.PasswordChanges;
import dev.muster.signin.Passwords;
import dev.muster.tenant.Action;
import dev.muster.tenant.AsksAgain;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import dev.muster.web.Crumb;
import dev.muster.web.Moment;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The viewer's own password, second factor and sessions. They are the same in each of their tenants.
@Controller
@Does(Action.OWN_SIGN_IN)
@RequestMapping("/t/{tenant}/security")
class SecurityPages {
    /// What was done, for the page that comes next.
    static final String DONE = "done";

    private final Pages pages;
    private final Users users;
    private final Passwords passwords;
    private final PasswordChanges changes;
    private final StoredSessions sessions;
    private final FactorCard factors;
    private final Clock clock;

    SecurityPages(
            Pages pages,
            Users users,
            Passwords passwords,
            PasswordChanges changes,
            StoredSessions sessions,
            FactorCard factors,
            Clock clock) {
        this.pages = pages;
        this.users = users;
        this.passwords = passwords;
        this.changes = changes;
        this.sessions = sessions;
        this.factors = factors;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(TenantAccess access, HttpServletRequest request, @ModelAttribute(DONE) @Nullable String done) {
        return page(access, request, Map.of(), done == null || done.isEmpty() ? null : done);
    }

    @PostMapping("/password")
    ModelAndView change(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            RedirectAttributes next) {
        try {
            changes.change(user(access), current, password, request);
        } catch (InvalidInput faulty) {
            return page(access, request, faulty.faults(), null);
        }
        return back(access, next, "Your password is changed. Every other session of yours has ended.");
    }

    @PostMapping("/sessions/end")
    @AsksAgain
    ModelAndView end(
            TenantAccess access,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String session,
            RedirectAttributes next) {
        if (session.isEmpty()) {
            sessions.end(access.user(), request.getSession().getId());
            return back(access, next, "Every other session of yours has ended.");
        }
        sessions.endOne(access.user(), session);
        return back(access, next, "The session has ended.");
    }

    private static ModelAndView back(TenantAccess access, RedirectAttributes next, String done) {
        next.addFlashAttribute(DONE, done);
        return new ModelAndView(
                "redirect:/t/%s/security".formatted(access.tenant().slug()));
    }

    private ModelAndView page(
            TenantAccess access, HttpServletRequest request, Map<String, String> faults, @Nullable String done) {
        Instant now = clock.instant();
        String here = StoredSessions.nameOf(request.getSession());
        TenantId only = only();
        var view = new SecurityView(
                user(access).email(),
                only != null,
                passwords.setAt(access.user()).map(at -> moment(at, now)).orElse(null),
                factors.of(access.user(), request),
                sessions.of(access.user(), only).stream()
                        .map(session -> row(session, here, now))
                        .toList(),
                faults,
                done);
        return new ModelAndView(
                "settings/security",
                Map.of(
                        "page",
                        pages.of(access, request, "Security", null, List.of(Crumb.of("Security"))),
                        "view",
                        view),
                faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static @Nullable TenantId only() {
        Authentication asker = SecurityContextHolder.getContext().getAuthentication();
        return asker != null && asker.getPrincipal() instanceof SignedIn user ? user.only() : null;
    }

    private static SecurityView.Row row(OpenSession session, String here, Instant now) {
        return new SecurityView.Row(
                session.name(),
                session.browser(),
                session.address(),
                moment(session.began(), now),
                moment(session.lastUsed(), now),
                session.name().equals(here));
    }

    private static Moment moment(Instant at, Instant now) {
        return new Moment(at, ZoneOffset.UTC, now);
    }

    private User user(TenantAccess access) {
        return users.find(access.user()).orElseThrow(() -> new NoSuchThing("This sign-in is gone."));
    }
}
