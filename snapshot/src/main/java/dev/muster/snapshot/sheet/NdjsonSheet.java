package dev.muster.snapshot.sheet;

import dev.muster.host.RunCertificate;
import java.util.List;

/// One JSON object per row and line, nothing else.
public final class NdjsonSheet implements Sheet {
    private final Output out;
    private final JsonRows rows;
    private List<Column> columns = List.of();

    public NdjsonSheet(Output out) {
        this.out = out;
        this.rows = new JsonRows(out, "");
    }

    @Override
    public void begin(List<Column> columns) {
        this.columns = columns;
    }

    @Override
    public void row(List<Cell> cells) {
        rows.write(columns, cells);
        rows.endLine();
    }

    @Override
    public void flush() {
        rows.flush();
        out.flush();
    }

    @Override
    public void end(RunCertificate certificate) {
        rows.flush();
    }
}
