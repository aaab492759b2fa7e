package dev.muster.table;

import dev.muster.table.BadFile.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file with one table or several, read as often as somebody wants. Memory does not grow with the number of lines.
/// Not for two threads at once.
public sealed interface TableFile permits CsvFile, XlsxFile {

    /// Looks at a file: what it is, and the columns of its tables.
    ///
    /// @throws BadFile when it is no CSV and no XLSX file, or one of no use
    static TableFile open(Path file) throws IOException {
        if (Files.size(file) == 0) {
            throw new BadFile(Kind.UNFIT, "The file is empty. Send one with a heading and at least one row.");
        }
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(8);
        }
        if (startsWith(first, 'P', 'K', 3, 4)) {
            return XlsxFile.open(file);
        }
        if (startsWith(first, 0xd0, 0xcf, 0x11, 0xe0)) {
            throw new BadFile(
                    Kind.UNREADABLE,
                    "This is a workbook of an old Excel (.xls), or one with a password. Save it as .xlsx without a password, or as CSV.");
        }
        return CsvFile.open(file);
    }

    /// What it is, in words: `CSV, UTF-8, separated by semicolons`.
    String words();

    /// Its tables, in their order; at least one.
    List<Sheet> sheets();

    /// Whether a cell can be a formula: text can only look like one.
    boolean hasFormulas();

    /// Hands over every line of a table that is not blank.
    ///
    /// @param sheet counted from 0
    /// @throws BadFile at the first thing that cannot be read
    void read(int sheet, LineTaker taker) throws IOException, InterruptedException;

    /// More lines than are taken.
    static BadFile tooManyRows() {
        return new BadFile(
                Kind.TOO_LARGE,
                "The file has more than 1,000,000 rows. Nothing of it was kept. Leave out what nobody may do any more, or split the application in two.");
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
