package dev.muster.form;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What was found in a file.
///
/// @param words what kind of file it is: `CSV, UTF-8, separated by semicolons`
/// @param check what its rows come to; none while nobody said what its columns mean
public record Findings(
        String words, List<Table> tables, @Nullable Check check) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param kind  none when the table is left alone
    /// @param first the first rows, as they stand there
    public record Table(String name, @Nullable TableKind kind, long rows, List<Column> columns, List<Row> first) {}

    /// @param first     the first value there is; empty when there is none
    /// @param filled    how many rows have one
    /// @param different how many different ones, counted up to [Scan#MOST_DIFFERENT] and one more
    /// @param values    how often each comes, when they are few
    public record Column(String name, String first, long filled, int different, Map<String, Long> values) {}

    /// @param number as a spreadsheet counts
    public record Row(long number, List<String> cells) {}

    /// What rows come to, before anything is compared.
    ///
    /// @param read     rows of all tables
    /// @param lastUsed grants of which it is known when they were last used
    /// @param first    rejected rows, the first of them
    public record Check(
            long read, long accounts, long resources, long grants, long lastUsed, long rejected, List<Bad> first) {
        public long stored() {
            return read - rejected;
        }
    }

    /// @param table   empty when there is only one
    /// @param cells   what the row has, the first being who
    /// @param account name or id of the account the row is about, as far as it tells
    public record Bad(long row, String table, List<String> cells, String account, String why, String follows) {
        public Bad following(String more) {
            return new Bad(row, table, cells, account, why, more);
        }
    }

    public Findings with(Check found) {
        return new Findings(words, tables, found);
    }

    public long rows() {
        return tables.stream()
                .filter(table -> table.kind() != null)
                .mapToLong(Table::rows)
                .sum();
    }

    public String write() {
        return JSON.writeValueAsString(this);
    }

    public static Findings read(String stored) {
        return JSON.readValue(stored, Findings.class);
    }
}
