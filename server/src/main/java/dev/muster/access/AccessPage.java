package dev.muster.access;

import dev.muster.ledger.Level;
import dev.muster.source.Source;
import dev.muster.web.Address;
import dev.muster.web.Head;
import dev.muster.web.Icon;
import dev.muster.web.Moment;
import dev.muster.web.Pager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the list of all access shows (`access/access`): GET `/t/{tenant}/access` with `q`, `sort`, `asOf`, `after`
/// and every [Criterion], all optional and all kept in the address; `/t/{tenant}/access.csv` with the same filter.
///
/// @param found   how many grants match: `184`, or `more than 20,000`
/// @param total   all there are
/// @param data    when the youngest data was published; none before the first
/// @param asOf    as the address asks; empty for now
/// @param past    the moment that is shown; none for now
/// @param now     address of the same list as of now
/// @param search  what is searched for; empty for nothing
/// @param sort    as the address asks
/// @param self    address of the whole list at the same time
/// @param file    address of the same list as CSV
/// @param lastWeek where what changed of it since last week is listed, as far as changes can be narrowed so
/// @param tokens  what narrows the list, each with the list without it
/// @param choices what else it can be narrowed by
/// @param since   whether it can be narrowed by a day
/// @param columns those that are shown: what somebody picked, otherwise what is not the same in every row
/// @param picked  whether somebody picked them
/// @param heads   of every column
/// @param orders  that the list has; the first is the one it is in where nobody asks for another
public record AccessPage(
        String found,
        long total,
        @Nullable Moment data,
        String asOf,
        @Nullable Moment past,
        String now,
        String search,
        String sort,
        Address self,
        String file,
        String lastWeek,
        List<Token> tokens,
        List<Choice> choices,
        boolean since,
        Set<Column> columns,
        boolean picked,
        Map<Column, Head> heads,
        List<Option> orders,
        List<Row> rows,
        Pager pager) {
    public AccessPage {
        tokens = List.copyOf(tokens);
        choices = List.copyOf(choices);
        columns = Set.copyOf(columns);
        heads = Map.copyOf(heads);
        orders = List.copyOf(orders);
        rows = List.copyOf(rows);
    }

    /// Whether anything narrows the list.
    public boolean isNarrowed() {
        return !tokens.isEmpty() || !search.isEmpty();
    }

    /// Whether a column is shown.
    public boolean shows(Column column) {
        return columns.contains(column);
    }

    /// The head of a column.
    public Head head(Column column) {
        return Objects.requireNonNull(heads.get(column), column::title);
    }

    /// Columns that people choose among.
    public List<Column> choice() {
        return Column.CHOICE;
    }

    /// Whether a field for a day can show the time that the address asks for.
    public boolean isOfDay() {
        return !asOf.contains("T");
    }

    /// A filter as a sentence: `Integration is Payroll`.
    ///
    /// @param field   and `value`: as the address has it
    /// @param is      what stands between title and text: `is`
    /// @param without the list without it
    public record Token(String field, String value, String title, String is, String text, String without) {}

    /// Something to narrow by.
    public record Choice(String field, String title, List<Option> options) {
        public Choice {
            options = List.copyOf(options);
        }
    }

    public record Option(String value, String text) {}

    /// @param href      page of the account
    /// @param kind      of the account: `human`, `service` or `unknown`
    /// @param on        name of the resource
    /// @param onHref    page of the resource
    /// @param source    where it was read
    public record Row(
            String name,
            String email,
            String href,
            String integration,
            Level level,
            String through,
            String on,
            String onHref,
            String type,
            Icon icon,
            String state,
            String kind,
            Source source) {
        /// Whether it is the account of a machine.
        public boolean service() {
            return kind.equals("service");
        }

        /// Whether the account was offered and never taken up.
        public boolean invited() {
            return state.equals("invited");
        }
    }
}
