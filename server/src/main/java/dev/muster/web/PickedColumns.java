package dev.muster.web;

import dev.muster.edge.SessionName;
import dev.muster.signin.ReturnAddress;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/// Which columns of a list somebody wants to see, in a cookie of their browser, as the theme is: it concerns no
/// tenant, and nothing is recorded of it. Safe for many threads.
@Component
public class PickedColumns {
    private static final Duration KEPT = Duration.ofDays(365);
    private static final String BETWEEN = ".";
    private static final String NONE = "none";

    private final SessionName names;

    PickedColumns(SessionName names) {
        this.names = names;
    }

    /// As they were kept, whatever is written there; empty when none were picked.
    ///
    /// @param list id of the list: `access`
    public Optional<List<String>> of(HttpServletRequest request, String list) {
        Cookie cookie = WebUtils.getCookie(request, cookie(list));
        return cookie == null || cookie.getValue().isEmpty()
                ? Optional.empty()
                : Optional.of(Arrays.asList(cookie.getValue().split("\\" + BETWEEN)));
    }

    /// Keeps a choice for a year, and leads back to the list.
    ///
    /// @param columns names of letters, which may be none
    /// @param back    address on this server to return to; anything else returns to the start
    public ResponseEntity<Void> keep(HttpServletRequest request, String list, Collection<String> columns, String back) {
        return answer(request, list, columns.isEmpty() ? NONE : String.join(BETWEEN, columns), KEPT, back);
    }

    /// Forgets it: the list chooses by itself again.
    public ResponseEntity<Void> forget(HttpServletRequest request, String list, String back) {
        return answer(request, list, "", Duration.ZERO, back);
    }

    private ResponseEntity<Void> answer(
            HttpServletRequest request, String list, String value, Duration kept, String back) {
        ResponseCookie cookie = ResponseCookie.from(cookie(list), value)
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

    private String cookie(String list) {
        return names.of("columns-" + list);
    }
}
