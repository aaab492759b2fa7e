package dev.muster.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.muster.table.BadFile.Kind;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A CSV file: one table, separated by commas, semicolons or tabs, in UTF-8 or marked UTF-16.
final class CsvFile implements TableFile {
    private static final int LONGEST_FIELD = 1_000_000;

    private final Path file;
    private final TextEncoding encoding;
    private final Separator separator;
    private final Sheet sheet;

    private CsvFile(Path file, TextEncoding encoding, Separator separator, Sheet sheet) {
        this.file = file;
        this.encoding = encoding;
        this.separator = separator;
        this.sheet = sheet;
    }

    static CsvFile open(Path file) throws IOException {
        TextEncoding encoding = TextEncoding.of(file);
        Separator separator = Separator.of(encoding, file);
        var heading = new ArrayList<String>();
        try {
            records(file, encoding, separator, fields -> {
                heading.addAll(fields.getFields());
                return false;
            });
        } catch (InterruptedException never) {
            throw new IllegalStateException("Nobody waits for a heading", never);
        }
        return new CsvFile(file, encoding, separator, new Sheet("", Heading.of(heading, "")));
    }

    @Override
    public String words() {
        return "CSV, %s, %s".formatted(encoding.title(), separator.words());
    }

    @Override
    public List<Sheet> sheets() {
        return List.of(sheet);
    }

    @Override
    public boolean hasFormulas() {
        return false;
    }

    @Override
    public void read(int index, LineTaker taker) throws IOException, InterruptedException {
        long[] number = {0};
        records(file, encoding, separator, record -> {
            if (number[0]++ > 0) {
                Line line = line(number[0], record.getFields());
                if (!line.isBlank()) {
                    taker.take(line);
                }
            }
            return true;
        });
    }

    private Line line(long number, List<String> fields) {
        int columns = sheet.columns().size();
        List<String> cells = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            cells.add(i < fields.size() ? Heading.clean(fields.get(i)) : "");
        }
        boolean longer = fields.size() > columns
                && fields.subList(columns, fields.size()).stream()
                        .anyMatch(more -> !Heading.clean(more).isEmpty());
        return new Line(number, cells, Set.of(), longer);
    }

    @FunctionalInterface
    private interface RecordTaker {
        /// Whether to go on.
        boolean take(CsvRecord fields) throws InterruptedException;
    }

    private static void records(Path file, TextEncoding encoding, Separator separator, RecordTaker taker)
            throws IOException, InterruptedException {
        long row = 0;
        try (Reader text = encoding.reader(file);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(separator.character())
                        .skipEmptyLines(false)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowUnclosedQuote(false)
                        .allowExtraCharsAfterClosingQuote(false)
                        .maxBufferSize(LONGEST_FIELD)
                        .ofCsvRecord(text)) {
            for (CsvRecord fields : csv) {
                row++;
                if (row > TableLimits.ROWS + 1) {
                    throw TableFile.tooManyRows();
                }
                if (!taker.take(fields)) {
                    return;
                }
            }
        } catch (CsvParseException broken) {
            throw isEncoding(broken) ? encoding.wrongAfter(row) : brokenAfter(row);
        } catch (UncheckedIOException broken) {
            if (isEncoding(broken)) {
                throw encoding.wrongAfter(row);
            }
            throw broken.getCause();
        } catch (CharacterCodingException wrong) {
            throw encoding.wrongAfter(row);
        }
    }

    private static boolean isEncoding(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return true;
            }
        }
        return false;
    }

    private static BadFile brokenAfter(long row) {
        return new BadFile(
                Kind.UNREADABLE,
                String.format(
                        Locale.ENGLISH,
                        "Row %,d is no row of a CSV file: a quotation mark is not closed, or text follows one. Save the file as CSV once more.",
                        row + 1));
    }
}
