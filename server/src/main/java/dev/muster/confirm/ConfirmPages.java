package dev.muster.confirm;

import dev.muster.edge.MusterUrl;
import dev.muster.factor.Passkeys;
import dev.muster.factor.SecondFactors;
import dev.muster.session.SignedIn;
import dev.muster.signin.ProofNeeded;
import dev.muster.tenant.UserId;
import dev.muster.web.Frames;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/// The page that asks once more who somebody is, in the place of what they asked for.
@ControllerAdvice(annotations = Controller.class)
@Order(0)
class ConfirmPages {
    private static final String FORM_TOKEN = "_csrf";

    private final KeptForms forms;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Frames frames;

    ConfirmPages(KeptForms forms, SecondFactors factors, Passkeys passkeys, Frames frames) {
        this.forms = forms;
        this.factors = factors;
        this.passkeys = passkeys;
        this.frames = frames;
    }

    @ExceptionHandler
    ModelAndView ask(ProofNeeded needed, HttpServletRequest request, @AuthenticationPrincipal SignedIn asker) {
        UserId user = asker.user();
        String path = MusterUrl.within(request);
        Map<String, String[]> fields = new HashMap<>(request.getParameterMap());
        fields.remove(FORM_TOKEN);
        ConfirmView.Way way = way(asker);
        var view = new ConfirmView(
                path,
                forms.keep(user, path, fields),
                way,
                way == ConfirmView.Way.FACTOR ? passkeys.here(user, request) : null,
                fault(request));
        return new ModelAndView(
                "confirm/confirm", Map.of("frame", frames.of(request), "view", view), HttpStatus.UNAUTHORIZED);
    }

    private ConfirmView.Way way(SignedIn asker) {
        if (asker.only() != null) {
            return ConfirmView.Way.PROVIDER;
        }
        return factors.isOn(asker.user()) ? ConfirmView.Way.FACTOR : ConfirmView.Way.PASSWORD;
    }

    private static @Nullable String fault(HttpServletRequest request) {
        return request.getAttribute(ConfirmFilter.FAULT) instanceof String fault ? fault : null;
    }
}
