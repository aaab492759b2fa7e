package dev.muster.custom;

import dev.muster.form.Meaning;
import java.util.List;

/// What the second step of an upload shows (`custom/columns`).
///
/// Its form: POST `/t/{tenant}/integrations/{id}/upload/columns` with `upload`; for each column `means-TABLE-PLACE`;
/// for each level `value-N`, `title-N`, `order-N` and, when it is privileged, `privileged-N`; and `show` from the
/// button that asks for the levels of another column.
///
/// @param at     address of the integration
/// @param file   name of the file
/// @param facts  `214 rows, 6 columns, 18 kB, UTF-8, separated by semicolons`
/// @param fault  what has to be mended; empty when nothing has
/// @param level  name of the column that tells levels; empty while none does
/// @param levels of that column, from least to most
/// @param many   whether the column has too many values to be levels
/// @param makes  what Muster will make of it
public record ColumnsPage(
        String at,
        String name,
        int upload,
        String file,
        String facts,
        String fault,
        List<Table> tables,
        String level,
        List<Level> levels,
        boolean many,
        List<Fact> makes) {
    public ColumnsPage {
        tables = List.copyOf(tables);
        levels = List.copyOf(levels);
        makes = List.copyOf(makes);
    }

    /// Whether its columns can tell levels; a roster has none.
    public boolean hasLevels() {
        return tables.stream()
                .flatMap(table -> table.options().stream())
                .anyMatch(option -> option.word().equals(Meaning.LEVEL.word()));
    }

    /// @param title   `Columns`, or the name of the sheet
    /// @param options what its columns can mean
    public record Table(String title, long rows, List<Column> columns, List<Option> options, List<Row> first) {
        /// How many columns mean something.
        public long used() {
            return columns.stream()
                    .filter(column -> !column.means().equals(Meaning.NOT_USED.word()))
                    .count();
        }
    }

    /// @param field  `means-0-3`
    /// @param first  the first value; empty when the column is
    /// @param filled `213 of 214, 95 different`
    /// @param means  word of what it means
    public record Column(String field, String name, String first, String filled, String means) {}

    public record Option(String word, String title) {}

    /// @param number as a spreadsheet counts
    public record Row(long number, List<String> cells) {}

    /// @param rows that have the value
    public record Level(String value, long rows, String title, boolean privileged, int order) {}

    /// @param what `Accounts`
    /// @param is   `94, one for each e-mail`
    public record Fact(String what, String is) {}
}
