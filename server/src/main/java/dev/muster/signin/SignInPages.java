package dev.muster.signin;

import dev.muster.problem.NoSuchThing;
import dev.muster.session.SignedIn;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The sign-in page.
@Controller
@Does(Action.ENTER)
public class SignInPages {
    private static final String EXPIRED = "You were signed out after a while without activity. Sign in to go on.";
    private static final String LEFT = "You are signed out.";
    private static final String WRONG = "E-mail and password do not belong together. Check both and try again.";

    private final PasswordSignIn signIn;
    private final SignInChoices choices;
    private final Sessions sessions;
    private final Clock clock;

    SignInPages(PasswordSignIn signIn, SignInChoices choices, Sessions sessions, Clock clock) {
        this.signIn = signIn;
        this.choices = choices;
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping("/sign-in")
    ModelAndView ask(
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "false") boolean expired,
            @RequestParam(defaultValue = "false") boolean left,
            @Nullable Authentication asker) {
        ReturnAddress back = ReturnAddress.typed(to);
        if (asker != null && asker.getPrincipal() instanceof SignedIn) {
            return goOn(back);
        }
        String note = expired ? EXPIRED : left ? LEFT : null;
        return page(new SignInView("", back.path(), null, note), HttpStatus.OK);
    }

    @PostMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        ReturnAddress back = ReturnAddress.typed(to);
        return switch (signIn.attempt(email, password, request)) {
            case Attempt.Right(List<User> users) -> {
                if (users.size() > 1) {
                    yield choices.offer(users, back, request);
                }
                yield new ModelAndView("redirect:" + sessions.begin(users.getFirst(), back.path(), request, response));
            }
            case Attempt.Wrong() -> page(new SignInView(email, back.path(), WRONG, null), HttpStatus.UNAUTHORIZED);
            case Attempt.TooMany(Instant again) -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(again)));
                yield page(new SignInView(email, back.path(), tooMany(again), null), HttpStatus.TOO_MANY_REQUESTS);
            }
        };
    }

    private long seconds(Instant again) {
        return Math.max(1, Duration.between(clock.instant(), again).toSeconds());
    }

    private String tooMany(Instant again) {
        long minutes = (seconds(again) + 59) / 60;
        return "Too many wrong passwords. Try again in %d %s.".formatted(minutes, minutes == 1 ? "minute" : "minutes");
    }

    private static ModelAndView goOn(ReturnAddress back) {
        return new ModelAndView("redirect:" + back.orStart());
    }

    /// For whoever comes with a link that leads nowhere any more: the reason, above the way in that is left.
    public static ModelAndView deadLink(NoSuchThing link) {
        return page(new SignInView("", "", link.getMessage(), null), HttpStatus.NOT_FOUND);
    }

    private static ModelAndView page(SignInView view, HttpStatus status) {
        return new ModelAndView("signin/signIn", Map.of("view", view), status);
    }
}
