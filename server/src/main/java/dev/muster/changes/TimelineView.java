package dev.muster.changes;

import dev.muster.changes.ChangesPage.Group;
import dev.muster.difference.Change;
import dev.muster.web.Moment;
import java.util.Comparator;
import java.util.List;

/// What became of an account (`changes/timeline`): GET `/t/{tenant}/integrations/{id}/accounts/{account}/timeline`
/// with `asOf`, optional.
///
/// @param account where its page is
/// @param groups  by the revision that saw the changes, newest first
/// @param since   when the first revision was published that is kept
/// @param all     where everything about it is listed that changed since then
public record TimelineView(String account, List<Group> groups, Moment since, String all) {
    static final Comparator<Change> NEWEST_FIRST =
            Comparator.comparing(Change::revision).reversed();

    public TimelineView {
        groups = List.copyOf(groups);
    }
}
