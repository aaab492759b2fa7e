package dev.muster.home;

import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Nav;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The first page of a tenant.
@Controller
@Does(Action.SEE)
class HomePages {
    private final HomeFacts facts;
    private final Pages pages;

    HomePages(HomeFacts facts, Pages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    @GetMapping("/t/{tenant}/home")
    ModelAndView home(TenantAccess access, HttpServletRequest request, @RequestParam(defaultValue = "") String asOf) {
        return new ModelAndView(
                "home/home",
                Map.of(
                        "page",
                        pages.of(access, request, Nav.HOME.title(), Nav.HOME, List.of(Crumb.of(Nav.HOME.title()))),
                        "view",
                        facts.home(access, asOf)));
    }
}
