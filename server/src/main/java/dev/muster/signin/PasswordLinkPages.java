package dev.muster.signin;

import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page behind the links of [PasswordLinks].
@Controller
@Does(Action.ENTER)
class PasswordLinkPages {
    private final PasswordLinks links;
    private final PasswordChanges changes;
    private final Sessions sessions;

    PasswordLinkPages(PasswordLinks links, PasswordChanges changes, Sessions sessions) {
        this.links = links;
        this.changes = changes;
        this.sessions = sessions;
    }

    @GetMapping("/set-password")
    ModelAndView ask(@RequestParam(defaultValue = "") String code) {
        try {
            return page(code, links.find(code), Map.of(), HttpStatus.OK);
        } catch (NoSuchThing link) {
            return SignInPages.deadLink(link);
        }
    }

    @PostMapping("/set-password")
    ModelAndView set(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            return set(links.find(code), code, password, request, response);
        } catch (NoSuchThing link) {
            return SignInPages.deadLink(link);
        }
    }

    private ModelAndView set(
            User user, String code, String password, HttpServletRequest request, HttpServletResponse response) {
        try {
            User reset = changes.reset(code, password);
            return new ModelAndView("redirect:" + sessions.begin(reset, "", request, response));
        } catch (InvalidInput faulty) {
            return page(code, user, faulty.faults(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static ModelAndView page(String code, User user, Map<String, String> faults, HttpStatus status) {
        var view = new SetPasswordView(code, user.name(), user.email(), faults);
        return new ModelAndView("signin/setPassword", Map.of("view", view), status);
    }
}
