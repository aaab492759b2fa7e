package dev.muster.search;

import dev.muster.ledger.SearchText;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.TenantAccess;
import dev.muster.web.Crumb;
import dev.muster.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The search of every page: as a page of its own, and as the list that the dialog shows while somebody types.
@Controller
@Does(Action.SEE)
class SearchPages {
    private static final String TITLE = "Search";

    private final Hits hits;
    private final Pages pages;

    SearchPages(Hits hits, Pages pages) {
        this.hits = hits;
        this.pages = pages;
    }

    @GetMapping("/t/{tenant}/search")
    ModelAndView page(TenantAccess access, HttpServletRequest request, @RequestParam(defaultValue = "") String q) {
        return new ModelAndView(
                "search/search",
                Map.of(
                        "page",
                        pages.of(access, request, TITLE, null, List.of(Crumb.of(TITLE))),
                        "view",
                        hits.of(access, new SearchText(q))));
    }

    @GetMapping("/t/{tenant}/search/hits")
    ModelAndView list(TenantAccess access, @RequestParam(defaultValue = "") String q) {
        return new ModelAndView("search/hits", Map.of("view", hits.of(access, new SearchText(q)), "options", true));
    }
}
