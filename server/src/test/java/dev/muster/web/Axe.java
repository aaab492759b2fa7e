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

    /// What axe makes of the contrast of a text follows from how the text is drawn, what else lies there, in
    /// which order, and how that is drawn. So a text that passed speaks for those drawn like it on the same:
    /// the other rows of a list, and the frame of the next page in this window. One that did not pass, or that
    /// axe is not sure of, speaks for nobody.
    private static final String ALIKE = """
            ;(() => {
                const TEXT = ['color', '-webkit-text-fill-color', '-webkit-text-stroke-color',
                    '-webkit-text-stroke-width', 'text-shadow', 'font-size', 'font-weight'];
                const LAYER = ['background-color', 'background-image', 'opacity', 'mix-blend-mode',
                    'position', 'float'];
                const KEPT = 'contrast that passed';
                const kept = JSON.parse(sessionStorage.getItem(KEPT)) ?? { layers: [], passed: [] };
                const layers = new Map(kept.layers.map((layer, number) => [layer, number]));
                const passed = new Set(kept.passed);
                const numbers = new WeakMap();

                const drawn = (node, properties) =>
                        properties.map(property => node.getComputedStylePropertyValue(property)).join(';');
                const number = node => {
                    if (!node) return '';
                    if (!numbers.has(node)) {
                        const layer = `${number(node.parent)} ${drawn(node, LAYER)}`;
                        if (!layers.has(layer)) layers.set(layer, layers.size);
                        numbers.set(node, layers.get(layer));
                    }
                    return numbers.get(node);
                };
                const kind = (text, node) => {
                    const stack = axe.commons.dom.getTextElementStack(text)[0] ?? [];
                    const under = stack.map(element =>
                            number(axe.utils.getNodeFromTree(element)) + (element.contains(text) ? '' : '!'));
                    return `${drawn(node, TEXT)} on ${under}`;
                };

                const check = axe._audit.checks['color-contrast'];
                const { evaluate } = check;
                check.evaluate = function (text, options, node, context) {
                    if (!axe.commons.dom.isVisibleOnScreen(text)) {
                        return evaluate.call(this, text, options, node, context);
                    }
                    const one = kind(text, node);
                    const passes = passed.has(one) || evaluate.call(this, text, options, node, context);
                    if (passes === true) passed.add(one);
                    return passes;
                };
                const { run } = axe;
                axe.run = async (...what) => {
                    const found = await run(...what);
                    sessionStorage.setItem(KEPT, JSON.stringify({ layers: [...layers.keys()], passed: [...passed] }));
                    return found;
                };
            })();
            """;

    private static final String FETCH = """
            address => new Promise((loaded, failed) => {
                const axe = document.createElement('script');
                Object.assign(axe, { src: address, onload: () => loaded(), onerror: failed });
                document.head.append(axe);
            })
            """;

    private Axe() {}

    static String script() {
        return AxeBuilder.getAxeScript() + ALIKE;
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
            page.evaluate(FETCH, ADDRESS);
        } else {
            page.evaluate(script());
        }
    }
}
