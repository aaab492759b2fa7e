package dev.muster.search;

import static dev.muster.web.SampleFrames.page;

import dev.muster.search.SearchPage.Group;
import dev.muster.search.SearchPage.Hit;
import dev.muster.search.SearchPage.Marked;
import dev.muster.web.Icon;
import dev.muster.web.Page;
import dev.muster.web.Sample;
import java.util.List;

/// What a search found, in the states that matter.
public final class SearchSamples {
    private static final Page PAGE = page(null, "Search");
    private static final String LONG = "<b>Pay</b> Featherstonehaugh".repeat(6);

    private SearchSamples() {}

    public static List<Sample> all() {
        return List.of(
                new Sample("search", "search/search", found(), PAGE),
                new Sample("search-nothing-found", "search/search", new SearchPage("<b>", List.of(), "/t/acme"), PAGE));
    }

    /// As the dialog gets it.
    public static SearchPage found() {
        return new SearchPage(
                "pay",
                List.of(
                        new Group(
                                "Teams and groups",
                                List.of(
                                        hit(Icon.USERS_GROUP, "Payments Core", "Team, Pagerduty", "/t/acme/core"),
                                        hit(Icon.USERS_GROUP, "Payouts", "Team, Pagerduty", "/t/acme/payouts"))),
                        new Group("People", List.of(hit(Icon.USERS, LONG, LONG, "/t/acme/access"))),
                        new Group("Pages", List.of(hit(Icon.PLUG_CONNECTED, "Payroll", "", "/t/acme/payroll")))),
                "/t/acme/access?q=pay");
    }

    private static Hit hit(Icon icon, String title, String hint, String href) {
        return new Hit(icon, Marked.of(title, "pay"), Marked.of(hint, "pay"), href);
    }
}
