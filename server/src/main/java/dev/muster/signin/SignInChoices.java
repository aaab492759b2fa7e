package dev.muster.signin;

import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Membership;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page for whoever has several sign-ins with one e-mail and the same password: which of them is meant. What they
/// proved is remembered in their session for some minutes.
@Controller
@Does(Action.ENTER)
@RequestMapping(SignInChoices.PATH)
class SignInChoices {
    static final String PATH = "/sign-in/choose";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PROVED = "proved";
    private static final String PROVED_UNTIL = "proved-until";
    private static final String BACK = "back";

    private final Users users;
    private final Tenants tenants;
    private final Sessions sessions;
    private final Clock clock;

    SignInChoices(Users users, Tenants tenants, Sessions sessions, Clock clock) {
        this.users = users;
        this.tenants = tenants;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// Sends somebody who proved to be each of these here.
    ModelAndView offer(List<User> proved, ReturnAddress back, HttpServletRequest request) {
        request.getSession();
        request.changeSessionId();
        HttpSession session = request.getSession();
        session.setAttribute(
                PROVED,
                proved.stream().map(user -> user.id().value().toString()).collect(Collectors.joining(" ")));
        session.setAttribute(PROVED_UNTIL, clock.instant().plus(PATIENCE).toString());
        session.setAttribute(BACK, back.path());
        return new ModelAndView("redirect:" + PATH);
    }

    @GetMapping
    ModelAndView ask(HttpServletRequest request) {
        List<User> proved = proved(request);
        if (proved.isEmpty()) {
            return new ModelAndView("redirect:/sign-in?expired=true");
        }
        var view = new SignInChoicesView(
                proved.getFirst().email(), proved.stream().map(this::choice).toList());
        return new ModelAndView("signin/choose", Map.of("view", view));
    }

    @PostMapping
    ModelAndView choose(
            @RequestParam(defaultValue = "") String user, HttpServletRequest request, HttpServletResponse response) {
        Optional<User> chosen = proved(request).stream()
                .filter(one -> one.id().value().toString().equals(user))
                .findFirst();
        if (chosen.isEmpty()) {
            return new ModelAndView("redirect:/sign-in?expired=true");
        }
        HttpSession session = request.getSession();
        Object back = session.getAttribute(BACK);
        List.of(PROVED, PROVED_UNTIL, BACK).forEach(session::removeAttribute);
        sessions.begin(chosen.get(), request, response);
        return new ModelAndView("redirect:"
                + ReturnAddress.typed(back instanceof String path ? path : null).orStart());
    }

    private SignInChoicesView.Choice choice(User user) {
        List<String> where = tenants.ofUser(user.id()).stream()
                .map(Membership::tenant)
                .map(tenant -> tenant.name())
                .toList();
        return new SignInChoicesView.Choice(user.id().value(), user.name(), String.join(", ", where));
    }

    private List<User> proved(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null
                || !(session.getAttribute(PROVED) instanceof String ids)
                || !(session.getAttribute(PROVED_UNTIL) instanceof String until)
                || !Instant.parse(until).isAfter(clock.instant())) {
            return List.of();
        }
        return Arrays.stream(ids.split(" "))
                .map(id -> users.find(new UserId(UUID.fromString(id))))
                .flatMap(Optional::stream)
                .toList();
    }
}
