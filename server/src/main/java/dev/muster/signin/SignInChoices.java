package dev.muster.signin;

import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Membership;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page for whoever has several sign-ins with one e-mail and the same password: which of them is meant.
@Controller
@Does(Action.ENTER)
@RequestMapping(SignInChoices.PATH)
class SignInChoices {
    static final String PATH = "/sign-in/choose";

    private final HalfWay halfWay;
    private final Tenants tenants;
    private final Sessions sessions;

    SignInChoices(HalfWay halfWay, Tenants tenants, Sessions sessions) {
        this.halfWay = halfWay;
        this.tenants = tenants;
        this.sessions = sessions;
    }

    /// Sends somebody who proved to be each of these here.
    ModelAndView offer(List<User> proved, ReturnAddress back, HttpServletRequest request) {
        halfWay.begin(proved, back, request);
        return new ModelAndView("redirect:" + PATH);
    }

    @GetMapping
    ModelAndView ask(HttpServletRequest request) {
        List<User> proved = halfWay.proved(request);
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
        Optional<User> chosen = halfWay.proved(request).stream()
                .filter(one -> one.id().value().toString().equals(user))
                .findFirst();
        String next = chosen.map(
                        one -> sessions.begin(one, halfWay.back(request).path(), request, response))
                .orElse("/sign-in?expired=true");
        return new ModelAndView("redirect:" + next);
    }

    private SignInChoicesView.Choice choice(User user) {
        List<String> where = tenants.ofUser(user.id()).stream()
                .map(Membership::tenant)
                .map(tenant -> tenant.name())
                .toList();
        return new SignInChoicesView.Choice(user.id().value(), user.name(), String.join(", ", where));
    }
}
