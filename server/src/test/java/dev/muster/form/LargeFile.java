package dev.muster.form;

import dev.muster.form.FileForm.TableForm;
import dev.muster.form.Judged.Rejected;
import dev.muster.table.Line;
import dev.muster.table.TableFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A file of many rows, and a program that does with one all that a server does before and while it is published.
final class LargeFile {
    private static final FileForm FORM = new FileForm(List.of(new TableForm(TableKind.ACCESS, columns())), List.of());

    private LargeFile() {}

    static void write(Path file, int rows) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("Mail,Name,Module,Level\n");
            for (int i = 0; i < rows; i++) {
                out.write("user%d@acme.example,User %d of the company,Module %d,View\n".formatted(i, i, i % 500));
            }
        }
    }

    /// Prints how many rows were read, and how many of them came in each of the three passes of a run.
    public static void main(String[] args) throws IOException, InterruptedException {
        TableFile file = TableFile.open(Path.of(args[0]));
        Findings found = Scan.of(file);
        var check = Checking.of(file, FORM, found.rows());
        var reading = new FileReading(file, FORM);
        var accounts = new Counted();
        var resources = new Counted();
        var grants = new Counted();
        reading.accounts(accounts);
        reading.resources(resources);
        reading.grants(grants);
        System.out.printf("%d %d %d %d%n", check.stored(), accounts.good, resources.good, grants.good);
    }

    private static Map<String, Meaning> columns() {
        Map<String, Meaning> columns = new LinkedHashMap<>();
        columns.put("Mail", Meaning.ACCOUNT_EMAIL);
        columns.put("Name", Meaning.ACCOUNT_NAME);
        columns.put("Module", Meaning.RESOURCE_NAME);
        columns.put("Level", Meaning.LEVEL);
        return columns;
    }

    private static final class Counted implements FileReading.Sink {
        private int good;

        @Override
        public void good(int row, Facts facts) {
            good++;
        }

        @Override
        public void rejected(int row, Line line, Rejected why) {
            throw new IllegalStateException("Row %d is rejected: %s".formatted(row, why.why()));
        }
    }
}
