package dev.muster.access;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// CSV as RFC 4180 has it, made safe for spreadsheets: those that part cells by semicolon or tab find the same cells,
/// and none is taken for a formula.
final class SpreadsheetCsv implements AutoCloseable {
    private static final String PARTING = ";\t";
    private static final String RISKY_BEGINNINGS = "=+-@\t\r";

    private final CsvWriter csv;

    /// @param columns their names
    SpreadsheetCsv(Writer target, List<String> columns) {
        csv = CsvWriter.builder().quoteStrategy(new Parting()).build(target);
        csv.writeRecord(columns);
    }

    /// @param cells as many as there are columns; none is empty
    void row(List<? extends @Nullable String> cells) {
        csv.writeRecord(cells.stream().map(SpreadsheetCsv::safe).toList());
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    /// A cell that a spreadsheet would take for a formula gets an apostrophe in front, which makes it text.
    ///
    /// See OWASP, "CSV Injection".
    static String safe(@Nullable String cell) {
        if (cell == null || cell.isEmpty()) {
            return "";
        }
        return RISKY_BEGINNINGS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    /// Quotes what the writer would not quote by itself.
    private static final class Parting implements QuoteStrategy {
        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.chars().anyMatch(c -> PARTING.indexOf(c) >= 0);
        }
    }
}
