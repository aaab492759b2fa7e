package dev.muster.custom;

import dev.muster.form.Findings.Bad;
import dev.muster.ledger.Removals.Removal;
import dev.muster.ledger.StagedChanges.Count;
import dev.muster.ledger.StagedChanges.Kind;
import dev.muster.ledger.StagedChanges.Sum;
import java.util.List;
import java.util.Map;

/// What a file that waits for a decision would change.
///
/// @param upload     the file
/// @param run        that read it
/// @param why        it waits, without what to do
/// @param read       rows of the file
/// @param guarded    whether the guard wants a look, and not only whoever brought it
/// @param privileged grants of privileged levels
/// @param grants     that there would be
/// @param counts     touched grants by what becomes of them
/// @param rejected   the first of the rejected rows
/// @param leaving    accounts that would go, of those there are
public record Preview(
        Upload upload,
        int run,
        String why,
        long read,
        long stored,
        long rejectedRows,
        boolean guarded,
        Sum accounts,
        Sum privileged,
        long grants,
        Map<Kind, Count> counts,
        List<Bad> rejected,
        Removal leaving) {

    /// Touched grants of one kind or several.
    public long touched(Kind... kinds) {
        long touched = 0;
        for (Kind kind : kinds) {
            touched += count(kind).grants();
        }
        return touched;
    }

    public Count count(Kind kind) {
        return counts.getOrDefault(kind, new Count(0, 0));
    }
}
