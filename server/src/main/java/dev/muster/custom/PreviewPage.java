package dev.muster.custom;

import dev.muster.form.Findings.Bad;
import dev.muster.ledger.Level;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the third step of an upload shows (`custom/preview`): GET `/t/{tenant}/integrations/{id}/upload/preview` with
/// `kind`, `q` and `page`, all optional and all kept in the address.
///
/// Its forms: POST `.../upload/publish` and `.../upload/discard` with `run`.
///
/// @param at        address of the integration
/// @param revision  what readers still see; none before the first
/// @param guard     what the guard says, in one sentence
/// @param note      what to think of before it is published; empty when there is nothing
/// @param deciders  who may decide
/// @param kinds     ways to see the list below
/// @param changes   the rows of that list
/// @param people    whether the file is a roster
public record PreviewPage(
        String at,
        String name,
        Preview preview,
        Moment received,
        @Nullable Integer revision,
        @Nullable Moment published,
        String guard,
        String note,
        boolean mayDecide,
        String deciders,
        List<Choice> kinds,
        String kind,
        String text,
        List<Row> changes,
        Pager pager,
        boolean people) {

    /// @param count of rows
    public record Choice(String word, String title, long count, String href) {}

    /// A row, or the head of a group.
    ///
    /// @param group  `Joined`; empty for a row
    /// @param counts `4 accounts, 7 grants`
    public record Row(
            String group,
            String counts,
            Sign sign,
            String person,
            @Nullable Level before,
            @Nullable Level after,
            String on) {}

    public enum Sign {
        GRANTED("Granted"),
        REMOVED("Removed"),
        CHANGED("Changed");

        private final String title;

        Sign(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /// The same of a person.
        public String ofPeople() {
            return switch (this) {
                case GRANTED -> "Joined";
                case REMOVED -> "Gone";
                case CHANGED -> title;
            };
        }
    }

    /// Rejected rows that are not shown.
    public long moreRejected() {
        return preview.rejectedRows() - preview.rejected().size();
    }

    /// Cells of a rejected row but the first.
    public static String rest(Bad row) {
        return row.cells().size() < 2
                ? ""
                : ", " + String.join(", ", row.cells().subList(1, row.cells().size()));
    }
}
