package dev.muster.settings;

import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Nav;
import dev.muster.web.Page;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// How the pages of this room are put together.
@Component
class SettingsPages {
    private final Pages pages;

    SettingsPages(Pages pages) {
        this.pages = pages;
    }

    /// @param template below `settings/`
    ModelAndView page(
            TenantAccess access,
            HttpServletRequest request,
            Nav entry,
            String template,
            Object view,
            HttpStatus status) {
        Page page =
                pages.of(access, request, entry.title(), entry, List.of(Crumb.of("Settings"), Crumb.of(entry.title())));
        return new ModelAndView("settings/" + template, Map.of("page", page, "view", view), status);
    }

    static String address(TenantAccess access, Nav entry) {
        return "/t/" + access.tenant().slug() + entry.path();
    }
}
