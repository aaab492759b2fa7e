package dev.muster.firststart;

import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.signin.Sessions;
import dev.muster.signin.SignInPages;
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

/// The page behind the link of [FirstStart].
@Controller
@Does(Action.ENTER)
class FirstStartPages {
    private final FirstStart firstStart;
    private final Sessions sessions;

    FirstStartPages(FirstStart firstStart, Sessions sessions) {
        this.firstStart = firstStart;
        this.sessions = sessions;
    }

    @GetMapping("/first-start")
    ModelAndView ask(@RequestParam(defaultValue = "") String code) {
        try {
            firstStart.requireValid(code);
            return page(new FirstStart.Form(code, "", "", "", "", ""), Map.of(), HttpStatus.OK);
        } catch (NoSuchThing link) {
            return SignInPages.deadLink(link);
        }
    }

    @PostMapping("/first-start")
    ModelAndView begin(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String tenantName,
            @RequestParam(defaultValue = "") String slug,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = new FirstStart.Form(code, tenantName, slug, name, email, password);
        try {
            firstStart.requireValid(code);
            User administrator = firstStart.begin(form);
            return new ModelAndView("redirect:" + sessions.begin(administrator, "", request, response));
        } catch (InvalidInput faulty) {
            return page(form, faulty.faults(), HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (NoSuchThing link) {
            return SignInPages.deadLink(link);
        }
    }

    private static ModelAndView page(FirstStart.Form form, Map<String, String> faults, HttpStatus status) {
        var view = new FirstStartView(form.code(), form.tenantName(), form.slug(), form.name(), form.email(), faults);
        return new ModelAndView("firststart/firstStart", Map.of("view", view), status);
    }
}
