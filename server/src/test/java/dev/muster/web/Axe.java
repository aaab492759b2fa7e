package dev.muster.web;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/// Looks for what keeps people out of a page.
final class Axe {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Axe() {}

    /// What is against WCAG 2.2 AA: the rule and the places. Asks for nothing else, neither for frames and media, which
    /// no page has, nor for all that is as it should be: that takes a fraction of the time.
    @SuppressWarnings("unchecked")
    static List<String> againstWcag(Page page) {
        if (!(boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return (List<String>) page.evaluate("""
                async tags => {
                    const found = await axe.run(document, {
                        runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], iframes: false,
                        preload: false });
                    return found.violations.map(rule => rule.id + ' ' + JSON.stringify(rule.nodes));
                }
                """, WCAG);
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
