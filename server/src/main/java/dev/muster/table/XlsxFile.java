package dev.muster.table;

import dev.muster.table.BadFile.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.SheetVisibility;

/// An XLSX workbook: its visible sheets that hold something.
final class XlsxFile implements TableFile {
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

    private final Path file;
    private final List<Found> found;

    private record Found(int index, Sheet sheet) {}

    private XlsxFile(Path file, List<Found> found) {
        this.file = file;
        this.found = List.copyOf(found);
    }

    static XlsxFile open(Path file) throws IOException {
        Unpacking.prove(file);
        List<Found> found = new ArrayList<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), WITH_FORMATS)) {
            for (org.dhatim.fastexcel.reader.Sheet sheet : workbook.getSheets().toList()) {
                if (sheet.getVisibility() == SheetVisibility.VISIBLE) {
                    List<String> first = firstRow(sheet);
                    if (!first.isEmpty()) {
                        found.add(new Found(
                                sheet.getIndex(),
                                new Sheet(
                                        sheet.getName(),
                                        Heading.of(first, " of sheet %s".formatted(sheet.getName())))));
                    }
                }
            }
        } catch (ExcelReaderException | UncheckedIOException | IllegalArgumentException broken) {
            throw broken();
        } catch (IOException broken) {
            throw broken();
        }
        if (found.isEmpty()) {
            throw new BadFile(
                    Kind.UNFIT,
                    "No sheet of the workbook holds anything. Send one with a heading and at least one row.");
        }
        return new XlsxFile(file, found);
    }

    static BadFile broken() {
        return new BadFile(
                Kind.UNREADABLE,
                "The workbook is damaged or is none. Open it in a spreadsheet, save it once more as XLSX or CSV, and send that.");
    }

    @Override
    public String words() {
        return found.size() == 1 ? "XLSX" : "XLSX, %d sheets".formatted(found.size());
    }

    @Override
    public List<Sheet> sheets() {
        return found.stream().map(Found::sheet).toList();
    }

    @Override
    public boolean hasFormulas() {
        return true;
    }

    @Override
    public void read(int index, LineTaker taker) throws IOException, InterruptedException {
        Found wanted = found.get(index);
        int columns = wanted.sheet().columns().size();
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), WITH_FORMATS);
                Stream<Row> rows = workbook.getSheet(wanted.index())
                        .orElseThrow(XlsxFile::broken)
                        .openStream()) {
            var cells = new XlsxCells(columns, workbook.isDate1904());
            long lines = 0;
            for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
                Row row = each.next();
                if (row.getRowNum() == 1) {
                    continue;
                }
                Line line = cells.line(row);
                if (!line.isBlank()) {
                    if (++lines > TableLimits.ROWS) {
                        throw TableFile.tooManyRows();
                    }
                    taker.take(line);
                }
            }
        } catch (ExcelReaderException | UncheckedIOException | IllegalArgumentException broken) {
            throw broken();
        }
    }

    /// The cells of the first row; none when it or the sheet is empty.
    private static List<String> firstRow(org.dhatim.fastexcel.reader.Sheet sheet) throws IOException {
        try (Stream<Row> rows = sheet.openStream()) {
            return rows.findFirst()
                    .filter(row -> row.getRowNum() == 1)
                    .map(row ->
                            new XlsxCells(row.getCellCount(), false).line(row).cells())
                    .orElse(List.of());
        }
    }
}
