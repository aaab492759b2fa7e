package dev.muster.web;

import dev.muster.edge.SessionName;
import dev.muster.signin.ReturnAddress;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Keeps the choice of light or dark, in a cookie of this browser: it needs no account and concerns no tenant.
@Controller
@Does(Action.ENTER)
class ThemePages {
    private static final Duration KEPT = Duration.ofDays(365);

    private final SessionName names;

    ThemePages(SessionName names) {
        this.names = names;
    }

    /// @param back address on this server to return to; anything else returns to the start
    @PostMapping("/theme")
    ResponseEntity<Void> choose(
            @RequestParam String theme, @RequestParam(defaultValue = "/") String back, HttpServletRequest request) {
        ResponseCookie cookie = ResponseCookie.from(
                        Theme.cookie(names), Theme.of(theme).value())
                .path(request.getContextPath() + "/")
                .maxAge(KEPT)
                .sameSite("Lax")
                .secure(names.secure(request))
                .httpOnly(true)
                .build();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(
                        HttpHeaders.LOCATION,
                        request.getContextPath() + ReturnAddress.typed(back).orStart())
                .build();
    }
}
