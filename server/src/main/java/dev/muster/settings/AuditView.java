package dev.muster.settings;

import dev.muster.web.Pager;
import dev.muster.web.RecordedAct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page Settings > Audit shows (`settings/audit`).
///
/// @param entries  newest first
/// @param question what the list is narrowed to
/// @param only     name of the integration it is narrowed to; none without one, and of one that is not there any more
/// @param chain    whether the whole record is unbroken, as a sentence; none until asked for with `check=true`
/// @param broken   whether [#chain] is bad news
public record AuditView(
        List<RecordedAct> entries,
        AuditQuestion question,
        @Nullable String only,
        Pager pager,
        @Nullable String chain,
        boolean broken) {

    public AuditView {
        entries = List.copyOf(entries);
    }
}
