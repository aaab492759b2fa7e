package dev.muster.snapshot;

import dev.muster.connector.Row;
import dev.muster.host.RunCertificate;
import dev.muster.snapshot.sheet.Sheet;
import java.util.List;

/// One way to look at what is read: which rows are printed, and when. Rows that need nothing but what came
/// before are printed as they come.
interface View {

    /// Before anything is read.
    default void begin(Sheet sheet) {}

    /// The rows of one record, which the roll already knows.
    void record(List<Row> rows, Sheet sheet);

    /// Nothing more comes: prints the rows that had to wait.
    void end(RunCertificate certificate, Sheet sheet);
}
