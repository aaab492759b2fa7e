package dev.muster.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Rows as CSV, and beside it a text of the same name that says what it is about.
final class ZipRows implements Rows {
    private final ZipOutputStream zip;
    private final String name;
    private final CsvRows csv;

    ZipRows(OutputStream target, String name, List<String> columns) throws IOException {
        this.zip = new ZipOutputStream(target, StandardCharsets.UTF_8);
        this.name = name;
        zip.putNextEntry(new ZipEntry(name + ".csv"));
        this.csv = new CsvRows(zip, columns);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) {
        csv.row(cells);
    }

    @Override
    public String digest() throws IOException {
        return csv.digest();
    }

    @Override
    public void end(About about) throws IOException {
        csv.end(about);
        zip.putNextEntry(new ZipEntry(name + ".txt"));
        zip.write(about.text().getBytes(StandardCharsets.UTF_8));
        zip.finish();
    }
}
