package dev.muster.download;

import dev.muster.web.Spelling;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// Rows as a workbook: the first sheet says what it is about, the next hold the rows, as many as a sheet can. Numbers,
/// moments (in UTC) and days are such; texts are texts, whatever they begin with, so there are no formulas. Memory does
/// not grow with the rows.
final class XlsxRows implements Rows {
    /// Rows of a sheet, its head among them.
    private static final int SHEET = Worksheet.MAX_ROWS;
    private static final int FLUSHED = 1000;
    /// Characters that a cell can hold.
    private static final int CELL = 32_767;

    private static final String CUT = " … (the CSV has all of it)";
    /// XML cannot hold these; a spreadsheet would stop reading there.
    private static final Pattern NO_TEXT =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|[\\uD800-\\uDFFF]");
    /// A spreadsheet would read these as the character of that number.
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");
    private static final String MOMENT = "yyyy-mm-dd hh:mm:ss";
    private static final String DAY = "yyyy-mm-dd";
    private static final int LABEL_WIDTH = 22;
    private static final int VALUE_WIDTH = 90;

    private final Workbook workbook;
    private final Worksheet front;
    private final CsvRows csv;
    private final List<String> columns;
    private final int rowsOfSheet;
    private int sheets;
    private Worksheet sheet;
    private int next;

    XlsxRows(OutputStream target, List<String> columns) throws IOException {
        this(target, columns, SHEET);
    }

    /// @param rowsOfSheet at most so many, its head among them
    XlsxRows(OutputStream target, List<String> columns, int rowsOfSheet) throws IOException {
        this.workbook = new Workbook(target, "Muster", null);
        this.front = workbook.newWorksheet("About");
        this.csv = new CsvRows(OutputStream.nullOutputStream(), columns);
        this.columns = List.copyOf(columns);
        this.rowsOfSheet = rowsOfSheet;
        this.sheet = begin();
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        csv.row(cells);
        if (next == rowsOfSheet) {
            sheet.finish();
            sheet = begin();
        }
        for (int column = 0; column < cells.size(); column++) {
            cell(next, column, cells.get(column));
        }
        next++;
        if (next % FLUSHED == 0) {
            sheet.flush();
        }
    }

    @Override
    public String digest() throws IOException {
        return csv.digest();
    }

    @Override
    public void end(About about) throws IOException {
        sheet.finish();
        front.width(0, LABEL_WIDTH);
        front.width(1, VALUE_WIDTH);
        List<About.Line> lines = about.lines();
        for (int row = 0; row < lines.size(); row++) {
            front.inlineString(row, 0, lines.get(row).label());
            front.style(row, 0).bold().set();
            front.inlineString(row, 1, text(lines.get(row).value()));
        }
        workbook.finish();
    }

    private Worksheet begin() {
        sheets++;
        Worksheet begun = workbook.newWorksheet(sheets == 1 ? "Rows" : "Rows " + sheets);
        begun.freezePane(0, 1);
        for (int column = 0; column < columns.size(); column++) {
            begun.inlineString(0, column, columns.get(column));
            begun.style(0, column).bold().set();
        }
        next = 1;
        return begun;
    }

    private void cell(int row, int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Number number -> sheet.value(row, column, number);
            case Instant at -> {
                sheet.value(row, column, LocalDateTime.ofInstant(at, ZoneOffset.UTC));
                sheet.style(row, column).format(MOMENT).set();
            }
            case LocalDate day -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format(DAY).set();
            }
            default -> {
                String text = value.toString();
                if (!text.isEmpty()) {
                    sheet.inlineString(row, column, text(Spelling.visible(text)));
                }
            }
        }
    }

    private static String text(String value) {
        return isPlain(value) ? value : mended(value);
    }

    /// Nearly every cell is, and looking is far cheaper than mending.
    private static boolean isPlain(String value) {
        if (value.length() > CELL) {
            return false;
        }
        for (int at = 0; at < value.length(); at++) {
            char one = value.charAt(at);
            if (one < ' ' || one == '_' || Character.isSurrogate(one) || one >= '\uFFFE') {
                return false;
            }
        }
        return true;
    }

    private static String mended(String value) {
        String cut = value.length() > CELL ? value.substring(0, CELL - CUT.length()) + CUT : value;
        return ESCAPE.matcher(NO_TEXT.matcher(cut).replaceAll("\uFFFD")).replaceAll("_x005F_");
    }
}
