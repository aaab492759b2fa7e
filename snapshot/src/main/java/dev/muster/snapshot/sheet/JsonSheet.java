package dev.muster.snapshot.sheet;

import dev.muster.host.RunCertificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One JSON document: the rows as an array under the name of the view, a line each, then the certificate.
/// Whole also when the reading was not.
public final class JsonSheet implements Sheet {
    private final Output out;
    private final @Nullable String array;
    private final JsonRows rows;
    private List<Column> columns = List.of();

    /// @param array name of the array; none for a document that holds the certificate alone
    public JsonSheet(Output out, @Nullable String array) {
        this.out = out;
        this.array = array;
        this.rows = new JsonRows(out, ",\n");
    }

    @Override
    public void begin(List<Column> columns) {
        this.columns = columns;
        out.text(array == null ? "{\n" : "{\n\"%s\": [\n".formatted(array));
    }

    @Override
    public void row(List<Cell> cells) {
        if (array != null) {
            rows.write(columns, cells);
        }
    }

    @Override
    public void flush() {
        rows.flush();
        out.flush();
    }

    @Override
    public void end(RunCertificate certificate) {
        rows.flush();
        out.text(array == null ? "\"certificate\": " : "\n],\n\"certificate\": ");
        JsonRows.write(out, json -> Certificate.write(certificate, json));
        out.text("\n}\n");
    }
}
