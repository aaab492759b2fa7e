package dev.muster.snapshot.sheet;

import dev.muster.host.RunCertificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Columns as wide as the terminal has room for. The first rows decide how wide each is; later cells that are
/// longer are cut, so that nothing has to wait for the last row.
public final class TableSheet implements Sheet {
    private static final int ROWS_THAT_DECIDE = 200;

    private final Output out;
    private final int width;
    private final List<List<String>> waiting = new ArrayList<>();
    private List<Column> columns = List.of();
    private TableLayout layout = TableLayout.NONE;

    public TableSheet(Output out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public void begin(List<Column> columns) {
        this.columns = columns;
        waiting.add(Sheet.flat(columns).stream().map(Column::name).toList());
    }

    @Override
    public void row(List<Cell> cells) {
        List<String> line =
                Sheet.flat(columns, cells).stream().map(Glyphs::printable).toList();
        if (waiting.isEmpty()) {
            out.text(layout.line(line));
            return;
        }
        waiting.add(line);
        if (waiting.size() > ROWS_THAT_DECIDE) {
            decide();
        }
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void end(RunCertificate certificate) {
        if (!waiting.isEmpty()) {
            decide();
        }
        List<Column> left = layout.leftOut();
        if (!left.isEmpty()) {
            out.text("(No room for %s. A wider terminal or --format csv shows everything.)\n"
                    .formatted(left.stream().map(Column::name).collect(Collectors.joining(", "))));
        }
    }

    private void decide() {
        layout = TableLayout.of(Sheet.flat(columns), waiting, width);
        waiting.forEach(line -> out.text(layout.line(line)));
        waiting.clear();
    }
}
