package dev.muster.request;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a browser says it is, in words: `Chrome on macOS`.
public final class BrowserName {
    /// Looked for in this order: most say they are some of the later ones, too.
    private static final Map<String, String> BROWSERS =
            ordered("Edg", "Edge", "OPR/", "Opera", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari");
    private static final Map<String, String> SYSTEMS = ordered(
            "iPhone", "iPhone", "iPad", "iPad", "Android", "Android", "Windows", "Windows", "Mac OS", "macOS", "Linux",
            "Linux");

    private BrowserName() {}

    /// @param userAgent the header; whatever it says, the words are ours, and none counts as another program
    public static String of(@Nullable String userAgent) {
        String said = userAgent == null ? "" : userAgent;
        String browser = first(BROWSERS, said);
        String system = first(SYSTEMS, said);
        if (browser.isEmpty()) {
            return "Another program";
        }
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String first(Map<String, String> names, String said) {
        return names.entrySet().stream()
                .filter(name -> said.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            ordered.put(pairs[at], pairs[at + 1]);
        }
        return ordered;
    }
}
