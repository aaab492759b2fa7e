package dev.muster.settings;

import dev.muster.factor.Draft;
import dev.muster.factor.Passkeys;
import dev.muster.factor.SecondFactors;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.session.SignedIn;
import dev.muster.signin.Proofs;
import dev.muster.signin.ReturnAddress;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Setting up an authenticator app, and turning it off. Belongs to no tenant: whom a tenant lets in only with one comes
/// here first.
@Controller
@Does(Action.OWN_SIGN_IN)
@RequestMapping(FactorPages.PATH)
class FactorPages {
    static final String PATH = "/second-factor";

    private static final String DRAFT = "factor-draft";
    private static final String WRONG_PASSWORD = "This is not your password. Nothing was changed.";
    private static final String WRONG_EITHER = "Password and code are not both right. Nothing was changed.";
    private static final String TOO_MANY = "Too many were wrong. Nothing was changed; try again in some minutes.";

    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Proofs proofs;
    private final Users users;

    FactorPages(SecondFactors factors, Passkeys passkeys, Proofs proofs, Users users) {
        this.factors = factors;
        this.passkeys = passkeys;
        this.proofs = proofs;
        this.users = users;
    }

    @GetMapping
    ModelAndView ask(
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal SignedIn asker,
            HttpServletRequest request) {
        User user = user(asker);
        String sealed = draft(request.getSession());
        return page(user, sealed == null ? null : factors.draft(user, sealed), false, to, null, request);
    }

    /// Who found a session open cannot bind an app of theirs to somebody else's sign-in.
    @PostMapping("/begin")
    ModelAndView begin(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal SignedIn asker,
            HttpServletRequest request) {
        User user = user(asker);
        String fault = fault(user, password, code, request);
        if (fault != null) {
            return page(user, null, false, to, fault, request);
        }
        Draft draft = factors.draft(user);
        request.getSession().setAttribute(DRAFT, draft.sealed());
        return page(user, draft, false, to, null, request);
    }

    /// The codes are in this answer and nowhere else; a redirect would have to keep them in the session.
    @PostMapping("/on")
    ModelAndView turnOn(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal SignedIn asker,
            HttpServletRequest request) {
        User user = user(asker);
        HttpSession session = request.getSession();
        String sealed = draft(session);
        if (sealed == null) {
            return page(user, null, false, to, null, request);
        }
        try {
            List<String> codes = factors.turnOn(user, sealed, code, session.getId());
            session.removeAttribute(DRAFT);
            return codes(codes, true, to);
        } catch (InvalidInput faulty) {
            return page(
                    user,
                    factors.draft(user, sealed),
                    false,
                    to,
                    faulty.faults().get("code"),
                    request);
        }
    }

    @PostMapping("/codes")
    ModelAndView makeCodes(
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal SignedIn asker,
            HttpServletRequest request) {
        proofs.requireFresh(request);
        return codes(factors.makeCodes(user(asker)), false, to);
    }

    @GetMapping("/off")
    ModelAndView askOff(
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal SignedIn asker,
            HttpServletRequest request) {
        User user = user(asker);
        return factors.hasApp(user.id()) ? page(user, null, true, to, null, request) : goOn(to);
    }

    @PostMapping("/off")
    ModelAndView turnOff(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal SignedIn asker,
            HttpServletRequest request) {
        User user = user(asker);
        if (!factors.hasApp(user.id())) {
            return goOn(to);
        }
        try {
            factors.requireOptionalApp(user);
            String fault = fault(user, password, code, request);
            if (fault != null) {
                return page(user, null, true, to, fault, request);
            }
            factors.turnOff(user);
            return goOn(to);
        } catch (Conflict required) {
            return page(user, null, true, to, required.getMessage(), request);
        }
    }

    /// Why what was typed proves nothing; none when it does.
    private @Nullable String fault(User user, String password, String code, HttpServletRequest request) {
        boolean on = asksCode(user);
        if (!on && factors.isOn(user.id())) {
            proofs.requireFresh(request);
        }
        Proofs.Outcome outcome =
                on ? proofs.both(user, password, code, request) : proofs.password(user.id(), password, request);
        return switch (outcome) {
            case Proofs.Outcome.Right right -> null;
            case Proofs.Outcome.Wrong wrong -> on ? WRONG_EITHER : WRONG_PASSWORD;
            case Proofs.Outcome.TooMany later -> TOO_MANY;
        };
    }

    /// Whoever has a passkey proves themselves with that, before the password is asked for: the app may be lost.
    private boolean asksCode(User user) {
        return factors.hasApp(user.id()) && passkeys.of(user.id()).isEmpty();
    }

    /// Shown no longer than the proof before it is good for.
    private @Nullable String draft(HttpSession session) {
        return proofs.isFresh(session) && session.getAttribute(DRAFT) instanceof String sealed ? sealed : null;
    }

    private ModelAndView page(
            User user,
            @Nullable Draft draft,
            boolean off,
            String to,
            @Nullable String fault,
            HttpServletRequest request) {
        boolean on = factors.isOn(user.id());
        var view = new FactorView(
                user.email(),
                factors.hasApp(user.id()),
                asksCode(user),
                !passkeys.of(user.id()).isEmpty(),
                !on && passkeys.whyNotHere(request).isEmpty(),
                off,
                draft,
                ReturnAddress.typed(to).path(),
                fault);
        return new ModelAndView(
                "settings/factor",
                Map.of("view", view),
                fault == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ModelAndView codes(List<String> codes, boolean isNew, String to) {
        var view = new RecoveryCodesView(codes, isNew, ReturnAddress.typed(to).orStart());
        return new ModelAndView("settings/recoveryCodes", Map.of("view", view));
    }

    private static ModelAndView goOn(String to) {
        return new ModelAndView("redirect:" + ReturnAddress.typed(to).orStart());
    }

    private User user(SignedIn asker) {
        return users.find(asker.user()).orElseThrow(() -> new NoSuchThing("This sign-in is gone."));
    }
}
