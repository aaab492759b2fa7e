package dev.muster.table;

import dev.muster.table.BadFile.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Several CSV files in one archive: a table each, called like its file without `.csv`.
final class CsvFiles implements TableFile {
    private static final String ENDING = ".csv";
    private static final int MOST = 10;

    private final List<CsvFile> files;

    private CsvFiles(List<CsvFile> files) {
        this.files = List.copyOf(files);
    }

    /// @param file whose unpacking was proved to be harmless
    static CsvFiles open(Path file) throws IOException {
        List<CsvFile> files = new ArrayList<>();
        for (String part : parts(file)) {
            files.add(CsvFile.open(() -> stream(file, part), name(part)));
        }
        return new CsvFiles(files);
    }

    private static List<String> parts(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> parts = zip.stream()
                    .filter(part -> !part.isDirectory())
                    .map(ZipEntry::getName)
                    .filter(part -> part.toLowerCase(Locale.ROOT).endsWith(ENDING) && !part.startsWith("__MACOSX"))
                    .limit(MOST)
                    .toList();
            if (parts.isEmpty()) {
                throw new BadFile(
                        Kind.UNREADABLE,
                        "This is an archive and no XLSX workbook, and no CSV file is in it. Save the table as XLSX or CSV and send that.");
            }
            return parts;
        } catch (ZipException broken) {
            throw XlsxFile.broken();
        }
    }

    private static String name(String part) {
        String last = part.substring(part.lastIndexOf('/') + 1);
        return last.substring(0, last.length() - ENDING.length());
    }

    private static InputStream stream(Path file, String part) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        ZipEntry entry = zip.getEntry(part);
        if (entry == null) {
            zip.close();
            throw XlsxFile.broken();
        }
        return new FilterInputStream(zip.getInputStream(entry)) {
            @Override
            public void close() throws IOException {
                super.close();
                zip.close();
            }
        };
    }

    @Override
    public String words() {
        return files.size() == 1 ? files.getFirst().words() : "%d CSV files".formatted(files.size());
    }

    @Override
    public List<Sheet> sheets() {
        return files.stream().flatMap(file -> file.sheets().stream()).toList();
    }

    @Override
    public boolean hasFormulas() {
        return false;
    }

    @Override
    public void read(int index, LineTaker taker) throws IOException, InterruptedException {
        files.get(index).read(0, taker);
    }
}
