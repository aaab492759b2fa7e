package dev.muster.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import dev.muster.witness.FilesRead;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// CSV as RFC 4180 has it, made safe for spreadsheets: a byte order mark tells them that it is UTF-8, those that part
/// cells by semicolon or tab find the same cells, none is taken for a formula, and nothing in one hides.
public final class SpreadsheetCsv implements AutoCloseable {
    /// Without it Excel takes UTF-8 for the encoding of the machine and spoils every name with an accent.
    public static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String RISKY_BEGINNINGS = "=+-@\t\r";

    private final CsvWriter csv;
    private long rows;

    /// @param columns their names
    public SpreadsheetCsv(Writer target, List<String> columns) throws IOException {
        target.write(BYTE_ORDER_MARK);
        csv = CsvWriter.builder().quoteStrategy(new Parting()).build(target);
        csv.writeRecord(columns);
    }

    /// Answers with a file to keep.
    ///
    /// @param name    of the file, without its ending
    /// @param columns their names
    public static SpreadsheetCsv download(HttpServletResponse answer, String name, List<String> columns)
            throws IOException {
        answer.setContentType("text/csv");
        answer.setCharacterEncoding(StandardCharsets.UTF_8);
        answer.setHeader("Content-Disposition", "attachment; filename=\"%s.csv\"".formatted(name));
        return new SpreadsheetCsv(answer.getWriter(), columns);
    }

    /// A name in letters that every file system and every header takes: `acme-payroll`.
    public static String plain(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "integration" : plain;
    }

    /// @param cells as many as there are columns: texts, and numbers, moments and days as they print themselves; what
    ///              is missing is an empty one
    public void row(List<? extends @Nullable Object> cells) {
        rows++;
        csv.writeRecord(cells.stream().map(SpreadsheetCsv::text).toList());
    }

    /// Hands on all rows so far.
    public void flush() throws IOException {
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        FilesRead.noteRows(rows);
        csv.close();
    }

    private static String text(@Nullable Object cell) {
        return cell instanceof String text ? safe(Spelling.visible(text)) : cell == null ? "" : cell.toString();
    }

    /// A cell that a spreadsheet would take for a formula gets an apostrophe in front, which makes it text.
    ///
    /// See OWASP, "CSV Injection".
    private static String safe(String cell) {
        return !cell.isEmpty() && RISKY_BEGINNINGS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    /// Quotes what the writer would not quote by itself.
    private static final class Parting implements QuoteStrategy {
        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.indexOf(';') >= 0 || value.indexOf('\t') >= 0;
        }
    }
}
