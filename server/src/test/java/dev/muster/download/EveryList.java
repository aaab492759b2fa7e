package dev.muster.download;

import dev.muster.ScriptedIntegration;
import java.util.Map;

/// Every list that is had as a file without a roster and without rules, each asked with some filter.
final class EveryList {
    private EveryList() {}

    static Map<String, Asked> of(ScriptedIntegration scripted) {
        String id = scripted.id().toString();
        return Map.ofEntries(
                entry("grants", "integration", id),
                entry("accounts", "integration", id, "state", "active"),
                entry("resources", "integration", id, "type", "team"),
                entry("holders", "integration", id, "type", "team", "resource_id", "T0", "level", "member"),
                entry("runs", "integration", id, "show", "changes"),
                entry("all-resources", "area", "teams", "q", "team", "sort", "-name"),
                entry("people"),
                entry("accounts-of-one-email"),
                entry("successors"),
                entry("changes", "integration", id, "from", "1", "to", "1"),
                entry("all-changes", "what", "grants"),
                entry("audit", "what", "integrations"));
    }

    private static Map.Entry<String, Asked> entry(String list, String... pairs) {
        Asked asked = Asked.of(Map.of());
        for (int i = 0; i < pairs.length; i += 2) {
            asked = asked.with(pairs[i], pairs[i + 1]);
        }
        return Map.entry(list, asked);
    }
}
