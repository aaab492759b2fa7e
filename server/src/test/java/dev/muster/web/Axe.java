package dev.muster.web;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/// Looks for what keeps people out of a page.
final class Axe {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /// Where a [Stage] has it, which its browser then reads once and not for every page.
    static final String ADDRESS = "/axe.js";

    private Axe() {}

    static String script() {
        return AxeBuilder.getAxeScript();
    }

    /// What is against WCAG 2.2 AA: the rule and the places.
    static List<String> againstWcag(Page page) {
        return violations(page, Map.of("runOnly", Map.of("type", "tag", "values", WCAG)));
    }

    /// The same, and what is only good practice.
    static List<String> againstAnyRule(Page page) {
        return violations(page, Map.of());
    }

    /// Looks into neither frames nor media, which no page has, and brings back nothing of what is as it should be: that
    /// takes a fraction of the time. [AxeBuilder#analyze] would also end in a window of its own.
    @SuppressWarnings("unchecked")
    private static List<String> violations(Page page, Map<String, ?> rules) {
        if (!(boolean) page.evaluate("() => 'axe' in window")) {
            bring(page);
        }
        return (List<String>) page.evaluate("""
                async rules => {
                    const found = await axe.run(document, {
                        ...rules, resultTypes: ['violations'], iframes: false, preload: false });
                    return found.violations.map(rule => rule.id + ' ' + JSON.stringify(rule.nodes));
                }
                """, rules);
    }

    private static void bring(Page page) {
        if (page.url().contains(SharedBrowser.STAGE)) {
            page.addScriptTag(new Page.AddScriptTagOptions().setUrl(ADDRESS));
        } else {
            page.evaluate(script());
        }
    }
}
