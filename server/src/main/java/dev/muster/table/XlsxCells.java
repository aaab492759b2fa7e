package dev.muster.table;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/// Makes text of the cells of a workbook, whatever they are.
final class XlsxCells {
    private static final int LONGEST_NUMBER = 40;
    private static final LocalDateTime FIRST_DAY = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final LocalDateTime FIRST_DAY_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);
    private static final double LAST_DAY = 2_958_466;
    /// What is quoted or in brackets is no letter of a date.
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.");

    private final int columns;
    private final LocalDateTime firstDay;

    /// @param from1904 whether the days of the workbook count from 1904
    XlsxCells(int columns, boolean from1904) {
        this.columns = columns;
        this.firstDay = from1904 ? FIRST_DAY_1904 : FIRST_DAY;
    }

    Line line(Row row) {
        List<String> cells = new ArrayList<>(columns);
        Set<Integer> formulas = new HashSet<>();
        for (int i = 0; i < columns; i++) {
            Cell cell = i < row.getCellCount() ? row.getCell(i) : null;
            if (cell != null && cell.getType() == CellType.FORMULA) {
                formulas.add(i);
            }
            cells.add(text(cell));
        }
        boolean longer = false;
        for (int i = columns; i < row.getCellCount(); i++) {
            longer |= !text(row.getCell(i)).isEmpty();
        }
        return new Line(row.getRowNum(), cells, formulas, longer);
    }

    private String text(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
            return "";
        }
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.NUMBER && raw != null) {
            return isDate(cell) ? date(raw) : number(raw);
        }
        String text = cell.getText();
        return text == null ? "" : Heading.clean(text);
    }

    private static boolean isDate(Cell cell) {
        Integer id = cell.getDataFormatId();
        if (id != null && ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58))) {
            return true;
        }
        String format = cell.getDataFormatString();
        if (format == null || format.equalsIgnoreCase("General")) {
            return false;
        }
        String letters = LITERAL.matcher(format.toLowerCase(Locale.ROOT)).replaceAll("");
        return letters.contains("y") || letters.contains("d") || letters.contains("h");
    }

    /// A day as `2026-11-20`, a moment as `2026-11-20T09:41`.
    private String date(String raw) {
        try {
            double days = Double.parseDouble(raw);
            if (!(days >= 0 && days < LAST_DAY)) {
                return raw;
            }
            LocalDateTime at =
                    firstDay.plusDays((long) days).plusMinutes(Math.round((days - Math.floor(days)) * 1_440));
            return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? at.toLocalDate().toString()
                    : at.toString();
        } catch (NumberFormatException noNumber) {
            return raw;
        }
    }

    /// `4410`, as people see it, also where the workbook has `4410.0` or `4.41E3`.
    private static String number(String raw) {
        try {
            BigDecimal number = new BigDecimal(raw).stripTrailingZeros();
            return Math.abs((long) number.scale()) + number.precision() > LONGEST_NUMBER ? raw : number.toPlainString();
        } catch (NumberFormatException noNumber) {
            return raw;
        }
    }
}
