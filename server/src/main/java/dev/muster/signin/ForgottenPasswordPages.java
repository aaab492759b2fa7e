package dev.muster.signin;

import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page for those who forgot their password.
@Controller
@Does(Action.ENTER)
@RequestMapping("/forgotten-password")
class ForgottenPasswordPages {
    private final ForgottenPasswords forgotten;

    ForgottenPasswordPages(ForgottenPasswords forgotten) {
        this.forgotten = forgotten;
    }

    @GetMapping
    ModelAndView ask() {
        return page("", false, "", HttpStatus.OK);
    }

    @PostMapping
    ModelAndView send(@RequestParam(defaultValue = "") String email, HttpServletRequest request) {
        if (email.isBlank()) {
            return page("", false, "Enter the e-mail that you sign in with.", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (forgotten.canBeAskedFor()) {
            forgotten.ask(email, request.getRemoteAddr());
        }
        return page(email.strip(), forgotten.canBeAskedFor(), "", HttpStatus.OK);
    }

    private ModelAndView page(String email, boolean asked, String fault, HttpStatus status) {
        var view = new ForgottenPasswordView(forgotten.canBeAskedFor(), email, asked, fault);
        return new ModelAndView("signin/forgottenPassword", Map.of("view", view), status);
    }
}
