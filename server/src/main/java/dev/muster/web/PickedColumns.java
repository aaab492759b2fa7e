package dev.muster.web;

import dev.muster.edge.SessionName;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/// Which columns of a list somebody wants to see, in a cookie of their browser, as the theme is: it concerns no
/// tenant, and nothing is recorded of it. Safe for many threads.
@Component
public class PickedColumns {
    private static final String BETWEEN = ".";
    private static final String NONE = "none";

    private final SessionName names;
    private final ChoiceCookies choices;

    PickedColumns(SessionName names, ChoiceCookies choices) {
        this.names = names;
        this.choices = choices;
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
        return choices.keep(request, cookie(list), columns.isEmpty() ? NONE : String.join(BETWEEN, columns), back);
    }

    /// Forgets it: the list chooses by itself again.
    public ResponseEntity<Void> forget(HttpServletRequest request, String list, String back) {
        return choices.forget(request, cookie(list), back);
    }

    private String cookie(String list) {
        return names.of("columns-" + list);
    }
}
