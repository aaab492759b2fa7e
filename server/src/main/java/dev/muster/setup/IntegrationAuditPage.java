package dev.muster.setup;

import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import java.util.Map;

/// What the tab Audit of an integration shows (`setup/audit`).
///
/// @param entries newest first
public record IntegrationAuditPage(IntegrationHead head, List<Entry> entries, Pager pager) {
    public IntegrationAuditPage {
        entries = List.copyOf(entries);
    }

    /// @param number  position in the tenant's chain
    /// @param action  stable name: `integration.configured`
    /// @param details further facts by name
    public record Entry(
            long number, Moment at, String actor, String action, String subject, Map<String, String> details) {}
}
