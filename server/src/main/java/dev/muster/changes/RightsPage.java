package dev.muster.changes;

import dev.muster.changes.ChangesPage.Thing;
import dev.muster.connector.Right;
import dev.muster.difference.Change.Way;
import dev.muster.explorer.Ability;
import dev.muster.web.Address;
import dev.muster.web.Icon;
import dev.muster.web.Pager;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What accounts can do at one revision of an integration and could not at another (`changes/rights`): GET
/// `/t/{tenant}/integrations/{id}/changes?what=rights` with `from`, `to`, `kind`, `account`, `after`, all optional;
/// `.../changes.csv` with the same filters.
///
/// @param compared what is compared, and how the list is narrowed
/// @param worked   accounts that were worked out for this page
/// @param accounts that are looked at in all
/// @param bound    what the rules cannot take into account
/// @param file     address of all of it as CSV
public record RightsPage(
        Comparison compared, int worked, long accounts, String bound, List<Row> rows, Pager pager, Address file) {
    public RightsPage {
        rows = List.copyOf(rows);
    }

    /// @param type   of the resource, in words: `Service`
    /// @param before what decided at the earlier revision; none where the account or the resource was not there
    /// @param after  the same at the later one
    public record Row(
            Thing account,
            Thing resource,
            String type,
            List<Told> told,
            @Nullable Ability before,
            @Nullable Ability after) {
        public Row {
            told = List.copyOf(told);
        }
    }

    /// What became of some rights.
    ///
    /// @param before what comes before them; empty where the sign says it
    public record Told(Way way, String before, List<Right> rights) {
        public Told {
            rights = List.copyOf(rights);
        }

        public String titles() {
            return rights.stream().map(Right::title).collect(Collectors.joining(", "));
        }

        public Icon icon() {
            return ChangesPage.icon(way);
        }

        /// For those who do not see the sign.
        public String word() {
            return switch (way) {
                case GRANTED -> "Gained";
                case REMOVED -> "Lost";
                case CHANGED -> "";
            };
        }
    }
}
