package dev.muster.web;

import dev.muster.edge.SessionName;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/// Light or dark, as the person chose in this browser; [#SYSTEM] follows the system and is the default.
public enum Theme {
    LIGHT("Light"),
    DARK("Dark"),
    SYSTEM("System");

    private final String title;

    Theme(String title) {
        this.title = title;
    }

    /// As the menu shows it.
    public String title() {
        return title;
    }

    /// As the cookie and the page hold it: `dark`.
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What the server can already tell the browser's first paint: a system that prefers dark is only known there.
    public String painted() {
        return this == DARK ? "dark" : "light";
    }

    /// The name of the cookie that keeps the choice.
    static String cookie(SessionName names) {
        return names.of("theme");
    }

    /// The choice kept in the request's cookie; a value nobody offers counts as no choice.
    static Theme chosenIn(HttpServletRequest request, SessionName names) {
        Cookie cookie = WebUtils.getCookie(request, cookie(names));
        return cookie == null ? SYSTEM : of(cookie.getValue());
    }

    static Theme of(@Nullable String value) {
        for (Theme theme : values()) {
            if (theme.value().equals(value)) {
                return theme;
            }
        }
        return SYSTEM;
    }
}
