package dev.muster.signin;

import dev.muster.factor.Passkeys;
import dev.muster.passkey.Question;
import dev.muster.problem.NoSuchThing;
import dev.muster.secret.CannotOpen;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/// The page between the password and being signed in, for those who have a second factor.
@Controller
@Does(Action.ENTER)
@RequestMapping(Sessions.SECOND_STEP)
class SecondStepPages {
    private static final String WRONG = "This code is not right, or it was used already. Wait for the next one.";
    private static final String WRONG_RECOVERY = "This code is not right, or it was used already. Take another one.";

    private static final String WRONG_PASSKEY =
            "The passkey was refused. Try again, or use another way; the audit record says why.";

    /// Below this page: what a passkey is to be asked.
    static final String PASSKEY = "/passkey";

    private static final String UNREADABLE = "Muster cannot read the key of your app: it was sealed with another master"
            + " key. Use a recovery code, or ask whoever runs this Muster.";

    private static final Logger log = LoggerFactory.getLogger(SecondStepPages.class);

    private final HalfWay halfWay;
    private final Passkeys passkeys;
    private final Proofs proofs;
    private final Sessions sessions;
    private final Clock clock;

    SecondStepPages(HalfWay halfWay, Passkeys passkeys, Proofs proofs, Sessions sessions, Clock clock) {
        this.halfWay = halfWay;
        this.passkeys = passkeys;
        this.proofs = proofs;
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView ask(@RequestParam(defaultValue = "false") boolean recovery, HttpServletRequest request) {
        List<User> proved = halfWay.proved(request);
        return proved.size() == 1 ? page(proved.getFirst(), recovery, null, request, HttpStatus.OK) : startAgain();
    }

    /// What the script of the page has a passkey asked for.
    @PostMapping(PASSKEY)
    @ResponseBody
    Question.Use askPasskey(HttpServletRequest request) {
        List<User> proved = halfWay.proved(request);
        if (proved.size() != 1) {
            throw new NoSuchThing("The password was given too long ago. Sign in again.");
        }
        return passkeys.ask(proved.getFirst().id(), request);
    }

    @PostMapping
    ModelAndView answer(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "false") boolean recovery,
            @RequestParam(defaultValue = "") String passkey,
            HttpServletRequest request,
            HttpServletResponse response) {
        List<User> proved = halfWay.proved(request);
        if (proved.size() != 1) {
            return startAgain();
        }
        User user = proved.getFirst();
        if (!passkey.isEmpty()) {
            return answered(
                    proofs.passkeyAtTheDoor(user, passkey, request), user, WRONG_PASSKEY, recovery, request, response);
        }
        try {
            String wrong = recovery ? WRONG_RECOVERY : WRONG;
            return answered(proofs.atTheDoor(user, code, request), user, wrong, recovery, request, response);
        } catch (CannotOpen unreadable) {
            log.error(
                    "The second factor of {} does not open, so only their recovery codes let them in",
                    user.id(),
                    unreadable);
            return page(user, true, UNREADABLE, request, HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private ModelAndView answered(
            Proofs.Outcome outcome,
            User user,
            String wrong,
            boolean recovery,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (outcome) {
            case Proofs.Outcome.Right() -> {
                ReturnAddress back = halfWay.back(request);
                sessions.enter(user, request, response);
                yield new ModelAndView("redirect:" + back.orStart());
            }
            case Proofs.Outcome.Wrong() -> page(user, recovery, wrong, request, HttpStatus.UNAUTHORIZED);
            case Proofs.Outcome.TooMany(Instant again) -> {
                long seconds =
                        Math.max(1, Duration.between(clock.instant(), again).toSeconds());
                response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
                String fault = "Too many were wrong. Try again in %d min.".formatted((seconds + 59) / 60);
                yield page(user, recovery, fault, request, HttpStatus.TOO_MANY_REQUESTS);
            }
        };
    }

    private static ModelAndView startAgain() {
        return new ModelAndView("redirect:/sign-in?expired=true");
    }

    private ModelAndView page(
            User user, boolean recovery, @Nullable String fault, HttpServletRequest request, HttpStatus status) {
        var view = new SecondStepView(user.email(), recovery, passkeys.here(user.id(), request), fault);
        return new ModelAndView("signin/secondStep", Map.of("view", view), status);
    }
}
