package dev.muster.download;

import dev.muster.api.Cursor;
import dev.muster.api.Slice;
import dev.muster.download.About.Maker;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file that was written whole.
///
/// @param rows   without the head
/// @param digest SHA-256 of the rows as CSV, in hexadecimal
record WrittenFile(About about, long rows, String digest) {

    /// What is done after each slice.
    @FunctionalInterface
    interface Progress {
        void wrote(long rows) throws IOException;
    }

    /// Reads a list to its end and writes it. The stream stays open.
    static WrittenFile write(ListFile list, FileFormat format, OutputStream target, Maker maker, Progress progress)
            throws IOException {
        Rows file = rows(list.head(), format, target);
        Slice<List<? extends @Nullable Object>> slice = list.first();
        long rows = 0;
        while (true) {
            for (List<? extends @Nullable Object> row : slice.rows()) {
                file.row(row);
            }
            rows += slice.rows().size();
            progress.wrote(rows);
            Cursor next = slice.next();
            if (next == null) {
                break;
            }
            slice = list.further().apply(next);
        }
        String digest = file.digest();
        About about = About.of(list.head(), maker, rows, digest);
        file.end(about);
        return new WrittenFile(about, rows, digest);
    }

    private static Rows rows(FileHead head, FileFormat format, OutputStream target) throws IOException {
        return switch (format) {
            case CSV -> new CsvRows(target, head.columns());
            case ZIP -> new ZipRows(target, head.name(), head.columns());
            case XLSX -> new XlsxRows(target, head.columns());
        };
    }
}
