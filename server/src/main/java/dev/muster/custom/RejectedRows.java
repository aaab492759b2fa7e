package dev.muster.custom;

import dev.muster.custom.Spool.Spooled;
import dev.muster.form.Facts;
import dev.muster.form.FileForm;
import dev.muster.form.FileReading;
import dev.muster.form.Judged.Rejected;
import dev.muster.form.TableKind;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationKey;
import dev.muster.problem.NoSuchThing;
import dev.muster.table.Line;
import dev.muster.table.TableFile;
import dev.muster.web.SpreadsheetCsv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Every rejected row of the newest file, as a file to mend: the columns as they came, behind row and reason. The file
/// is read once more, so nothing of its content is kept anywhere else.
@Component
class RejectedRows {
    private final Uploads uploads;
    private final Spool spool;

    RejectedRows(Uploads uploads, Spool spool) {
        this.uploads = uploads;
        this.spool = spool;
    }

    void write(IntegrationKey key, Integration integration, HttpServletResponse answer)
            throws IOException, InterruptedException {
        FileForm form = Uploads.form(integration);
        Upload upload = uploads.newest(key)
                .filter(Upload::ready)
                .orElseThrow(() -> new NoSuchThing("No file of this application waits."));
        if (form == null) {
            throw new NoSuchThing("Nobody has said yet what the columns mean.");
        }
        try (Spooled file = spool.fetch(key, upload.number())) {
            TableFile table = TableFile.open(file.path());
            int columns = form.isShort()
                    ? table.sheets().getFirst().columns().size()
                    : table.sheets().stream()
                            .mapToInt(sheet -> sheet.columns().size())
                            .max()
                            .orElse(0);
            try (SpreadsheetCsv csv = SpreadsheetCsv.download(answer, "rejected-rows", heading(table, form, columns))) {
                var reading = new FileReading(table, form);
                if (form.isOfPeople()) {
                    reading.accounts(new Rows(csv, ""));
                } else if (form.isShort()) {
                    reading.grants(new Rows(csv, ""));
                } else {
                    reading.accounts(new Rows(csv, TableKind.ACCOUNTS.word()));
                    reading.resources(new Rows(csv, TableKind.RESOURCES.word()));
                    reading.grants(new Rows(csv, TableKind.GRANTS.word()));
                }
            }
        }
    }

    private static List<String> heading(TableFile table, FileForm form, int columns) {
        List<String> heading = new ArrayList<>(List.of("Row", "Why it is rejected", "Table"));
        for (int i = 0; i < columns; i++) {
            heading.add(form.isShort() ? table.sheets().getFirst().columns().get(i) : "Cell %d".formatted(i + 1));
        }
        return heading;
    }

    private record Rows(SpreadsheetCsv csv, String table) implements FileReading.Sink {
        @Override
        public void good(int row, Facts facts) {
            // Only the others are asked for.
        }

        @Override
        public void rejected(int row, Line line, Rejected why) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(row), why.told(), table));
            cells.addAll(line.cells());
            csv.row(cells);
        }
    }
}
