package dev.muster.setup;

import dev.muster.web.Pager;
import dev.muster.web.RecordedAct;
import java.util.List;

/// What the tab Audit of an integration shows (`setup/audit`).
///
/// @param entries newest first
public record IntegrationAuditPage(IntegrationHead head, List<RecordedAct> entries, Pager pager) {
    public IntegrationAuditPage {
        entries = List.copyOf(entries);
    }
}
