package dev.muster.snapshot;

import dev.muster.snapshot.sheet.CsvSheet;
import dev.muster.snapshot.sheet.JsonSheet;
import dev.muster.snapshot.sheet.NdjsonSheet;
import dev.muster.snapshot.sheet.Output;
import dev.muster.snapshot.sheet.Sheet;
import dev.muster.snapshot.sheet.TableSheet;
import dev.muster.snapshot.sheet.Words;

/// How rows are written.
enum Format {
    TABLE,
    CSV,
    JSON,
    NDJSON;

    /// @param width columns of the terminal, for a table
    Sheet sheet(What what, Output out, int width) {
        return switch (this) {
            case TABLE -> new TableSheet(out, width);
            case CSV -> new CsvSheet(out);
            case JSON -> new JsonSheet(out, what == What.CERTIFICATE ? null : Words.lower(what));
            case NDJSON -> new NdjsonSheet(out);
        };
    }
}
