package dev.muster.web;

import dev.muster.edge.SessionName;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Keeps the choice of light or dark, in a cookie of this browser: it needs no account and concerns no tenant.
@Controller
@Does(Action.ENTER)
class ThemePages {
    private final SessionName names;
    private final ChoiceCookies choices;

    ThemePages(SessionName names, ChoiceCookies choices) {
        this.names = names;
        this.choices = choices;
    }

    /// @param back address on this server to return to; anything else returns to the start
    @PostMapping("/theme")
    ResponseEntity<Void> choose(
            @RequestParam String theme, @RequestParam(defaultValue = "/") String back, HttpServletRequest request) {
        return choices.keep(request, Theme.cookie(names), Theme.of(theme).value(), back);
    }
}
