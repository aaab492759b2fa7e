package dev.muster.settings;

import dev.muster.factor.Passkeys;
import dev.muster.factor.SecondFactors;
import dev.muster.passkey.PasskeyRefused;
import dev.muster.passkey.Question;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Adding and removing passkeys, and what a script has them asked for. Belongs to no tenant, as [FactorPages].
@Controller
@Does(Action.OWN_SIGN_IN)
@RequestMapping("/second-factor/passkeys")
class PasskeyPages {
    private final Passkeys passkeys;
    private final SecondFactors factors;
    private final Proofs proofs;
    private final Users users;

    PasskeyPages(Passkeys passkeys, SecondFactors factors, Proofs proofs, Users users) {
        this.passkeys = passkeys;
        this.factors = factors;
        this.proofs = proofs;
        this.users = users;
    }

    /// Who found a session open cannot bind a passkey of theirs to somebody else's sign-in.
    @PostMapping("/new")
    ModelAndView begin(
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal SignedIn asker,
            HttpServletRequest request) {
        proofs.requireFresh(request);
        return page(user(asker), "", to, null, request);
    }

    /// What the script has the browser ask for.
    @PostMapping("/ask-new")
    @ResponseBody
    Question.Make askForNew(@AuthenticationPrincipal SignedIn asker, HttpServletRequest request) {
        return passkeys.askForNew(user(asker), request);
    }

    /// The same when somebody is asked again who they are.
    @PostMapping("/ask")
    @ResponseBody
    Question.Use ask(@AuthenticationPrincipal SignedIn asker, HttpServletRequest request) {
        return passkeys.ask(asker.user(), request);
    }

    /// Recovery codes are in this answer and nowhere else.
    @PostMapping
    ModelAndView add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String passkey,
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal SignedIn asker,
            HttpServletRequest request,
            RedirectAttributes next) {
        proofs.requireFresh(request);
        User user = user(asker);
        try {
            List<String> codes = passkeys.add(user, name, passkey, request);
            if (codes.isEmpty()) {
                return back(to, next, "The passkey is added. Every other session of yours has ended.");
            }
            var view =
                    new RecoveryCodesView(codes, true, ReturnAddress.typed(to).orStart());
            return new ModelAndView("settings/recoveryCodes", Map.of("view", view));
        } catch (InvalidInput faulty) {
            return page(user, name, to, faulty.faults().get("name"), request);
        } catch (PasskeyRefused refused) {
            String fault = "The passkey was not added, because of what the browser sent: %s. Try again."
                    .formatted(refused.why().words());
            return page(user, name, to, fault, request);
        } catch (Conflict conflict) {
            return page(user, name, to, conflict.getMessage(), request);
        }
    }

    @PostMapping("/{id}/name")
    ModelAndView rename(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal SignedIn asker,
            RedirectAttributes next) {
        try {
            passkeys.rename(user(asker), id, name);
            return back(to, next, "The passkey is called %s now.".formatted(name.strip()));
        } catch (InvalidInput faulty) {
            return back(
                    to, next, "The passkey keeps its name: " + faulty.faults().get("name"));
        }
    }

    @PostMapping("/{id}/remove")
    ModelAndView remove(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal SignedIn asker,
            HttpServletRequest request,
            RedirectAttributes next) {
        proofs.requireFresh(request);
        User user = user(asker);
        passkeys.remove(user, id);
        return back(
                to,
                next,
                factors.isOn(user.id())
                        ? "The passkey is removed."
                        : "The passkey is removed. Your password alone lets you in now.");
    }

    private ModelAndView page(User user, String name, String to, @Nullable String fault, HttpServletRequest request) {
        var view = new PasskeyView(
                user.email(),
                passkeys.host(request),
                !factors.isOn(user.id()),
                name,
                ReturnAddress.typed(to).path(),
                fault);
        return new ModelAndView(
                "settings/passkey",
                Map.of("view", view),
                fault == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ModelAndView back(String to, RedirectAttributes next, String done) {
        next.addFlashAttribute(SecurityPages.DONE, done);
        return new ModelAndView("redirect:" + ReturnAddress.typed(to).orStart());
    }

    private User user(SignedIn asker) {
        return users.find(asker.user()).orElseThrow(() -> new NoSuchThing("This sign-in is gone."));
    }
}
