package dev.muster.snapshot.sheet;

import dev.muster.host.RunCertificate;
import java.util.ArrayList;
import java.util.List;

/// Takes rows and writes them in one format. Called in this order: [#begin], [#row] as often as there are
/// rows, [#end]. What cannot be written is an [OutputFailed].
public interface Sheet {
    void begin(List<Column> columns);

    /// @param cells as many as columns
    void row(List<Cell> cells);

    /// Lets a reader see the rows so far.
    void flush();

    /// Writes what was held back and what comes after the rows.
    void end(RunCertificate certificate);

    static List<Column> flat(List<Column> columns) {
        return columns.stream().flatMap(Column::flat).toList();
    }

    static List<String> flat(List<Column> columns, List<Cell> cells) {
        List<String> flat = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            columns.get(i).flat(cells.get(i)).forEach(flat::add);
        }
        return flat;
    }
}
