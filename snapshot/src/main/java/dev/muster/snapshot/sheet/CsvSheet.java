package dev.muster.snapshot.sheet;

import dev.muster.host.RunCertificate;
import java.util.List;
import java.util.stream.Collectors;

/// CSV as RFC 4180 has it: UTF-8, CRLF, quotes where they are needed; also where only spreadsheets that part cells by
/// semicolon or tab need them.
public final class CsvSheet implements Sheet {
    private static final String QUOTED = ",;\"\t\r\n";
    private static final String RISKY_BEGINNINGS = "=+-@\t\r";

    private final Output out;
    private List<Column> columns = List.of();

    public CsvSheet(Output out) {
        this.out = out;
    }

    @Override
    public void begin(List<Column> columns) {
        this.columns = columns;
        write(Sheet.flat(columns).stream().map(Column::name).toList());
    }

    @Override
    public void row(List<Cell> cells) {
        write(Sheet.flat(columns, cells));
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void end(RunCertificate certificate) {}

    private void write(List<String> cells) {
        out.text(cells.stream().map(CsvSheet::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String cell(String text) {
        String safe = safe(text);
        return safe.chars().anyMatch(c -> QUOTED.indexOf(c) >= 0) ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /// A cell that a spreadsheet would take for a formula gets an apostrophe in front, which makes it text.
    ///
    /// See OWASP, "CSV Injection".
    private static String safe(String text) {
        return !text.isEmpty() && RISKY_BEGINNINGS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
