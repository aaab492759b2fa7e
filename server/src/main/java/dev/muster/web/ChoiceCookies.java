package dev.muster.web;

import dev.muster.edge.SessionName;
import dev.muster.signin.ReturnAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Keeps how somebody wants to see pages in their browser, for a year. Safe for many threads.
@Component
class ChoiceCookies {
    private static final Duration KEPT = Duration.ofDays(365);

    private final SessionName names;

    ChoiceCookies(SessionName names) {
        this.names = names;
    }

    /// Keeps a choice, and leads back to the page it was made on.
    ///
    /// @param cookie as [SessionName#of] has it
    /// @param back   address on this server to return to; anything else returns to the start
    ResponseEntity<Void> keep(HttpServletRequest request, String cookie, String value, String back) {
        return answer(request, cookie, value, KEPT, back);
    }

    /// Forgets it.
    ResponseEntity<Void> forget(HttpServletRequest request, String cookie, String back) {
        return answer(request, cookie, "", Duration.ZERO, back);
    }

    private ResponseEntity<Void> answer(
            HttpServletRequest request, String name, String value, Duration kept, String back) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path(request.getContextPath() + "/")
                .maxAge(kept)
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
