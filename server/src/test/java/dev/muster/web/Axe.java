package dev.muster.web;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/// Looks for what keeps people out of a page.
final class Axe {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Axe() {}

    /// What is against WCAG 2.2 AA: the rule and the places. No page has frames, so none are looked for, which halves
    /// the time.
    static List<String> againstWcag(Page page) {
        return violations(new AxeBuilder(page).setLegacyMode(true).withTags(WCAG));
    }

    /// The same, and what is only good practice. Ends in a window of its own, which takes the focus.
    static List<String> againstAnyRule(Page page) {
        return violations(new AxeBuilder(page));
    }

    private static List<String> violations(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .map(rule -> rule.getId() + " " + rule.getNodes())
                .toList();
    }
}
