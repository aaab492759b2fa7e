package dev.muster.snapshot;

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
