package dev.muster.form;

import dev.muster.form.Findings.Column;
import dev.muster.form.Findings.Row;
import dev.muster.form.Findings.Table;
import dev.muster.table.BadFile;
import dev.muster.table.Line;
import dev.muster.table.Sheet;
import dev.muster.table.TableFile;
import dev.muster.table.TableLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a file from end to end before anybody says what its columns mean: nothing is asked of people about a file that
/// cannot be read.
public final class Scan {
    /// Values that are counted apart.
    public static final int MOST_DIFFERENT = 1_000;
    /// Values that are kept, for levels.
    static final int MOST_VALUES = 150;

    private static final int FIRST_ROWS = 5;
    private static final int LONGEST_VALUE = 100;

    private Scan() {}

    /// @throws BadFile when it cannot be read to its end, or has no rows or too many
    static Findings of(TableFile file) throws IOException, InterruptedException {
        return of(file, false);
    }

    /// @param people whether the file has to be a roster
    /// @throws BadFile when it cannot be read to its end, or has no rows or too many
    public static Findings of(TableFile file, boolean people) throws IOException, InterruptedException {
        List<Optional<TableKind>> kinds = FileReading.kinds(file, people);
        List<Table> tables = new ArrayList<>();
        long rows = 0;
        for (int i = 0; i < kinds.size(); i++) {
            Sheet sheet = file.sheets().get(i);
            if (kinds.get(i).isEmpty()) {
                tables.add(new Table(sheet.name(), null, 0, List.of(), List.of()));
                continue;
            }
            var seen = new Seen(sheet);
            file.read(i, seen::take);
            tables.add(seen.table(kinds.get(i).get()));
            rows += seen.rows;
            if (rows > TableLimits.ROWS) {
                throw TableFile.tooManyRows();
            }
        }
        if (rows == 0) {
            throw new BadFile(
                    BadFile.Kind.UNFIT, "The file has a heading and no rows below it. Send one with at least one row.");
        }
        return new Findings(file.words(), tables, null);
    }

    private static final class Seen {
        private final Sheet sheet;
        private final List<SeenColumn> columns;
        private final List<Row> first = new ArrayList<>();
        private long rows;

        Seen(Sheet sheet) {
            this.sheet = sheet;
            this.columns = sheet.columns().stream().map(SeenColumn::new).toList();
        }

        void take(Line line) {
            rows++;
            if (first.size() < FIRST_ROWS) {
                first.add(new Row(
                        line.number(), line.cells().stream().map(Scan::cut).toList()));
            }
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).take(line.cells().get(i));
            }
        }

        Table table(TableKind kind) {
            return new Table(
                    sheet.name(),
                    kind,
                    rows,
                    columns.stream().map(SeenColumn::column).toList(),
                    first);
        }
    }

    private static final class SeenColumn {
        private final String name;
        private final Set<String> different = new HashSet<>();
        private final Map<String, Long> values = new LinkedHashMap<>();
        private String first = "";
        private long filled;

        SeenColumn(String name) {
            this.name = name;
        }

        void take(String cell) {
            if (cell.isEmpty()) {
                return;
            }
            if (filled++ == 0) {
                first = cut(cell);
            }
            if (different.size() <= MOST_DIFFERENT) {
                different.add(cell.length() > LONGEST_VALUE ? cut(cell) + cell.hashCode() : cell);
            }
            if (cell.length() <= LONGEST_VALUE && (values.containsKey(cell) || values.size() <= MOST_VALUES)) {
                values.merge(cell, 1L, Long::sum);
            }
        }

        Column column() {
            return new Column(
                    name,
                    first,
                    filled,
                    Math.min(different.size(), MOST_DIFFERENT + 1),
                    values.size() > MOST_VALUES ? Map.of() : values);
        }
    }

    static String cut(String cell) {
        return cell.length() <= LONGEST_VALUE ? cell : cell.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
