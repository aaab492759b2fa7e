package dev.muster.snapshot;

import dev.muster.snapshot.Column.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which columns a table shows and how wide they are.
final class TableLayout {
    static final TableLayout NONE = new TableLayout(List.of(), new int[0]);
    private static final String GAP = "  ";
    private static final int NARROW = 10;
    private static final int LEFT_OUT = -1;

    private final List<Column> columns;
    private final int[] widths;

    private TableLayout(List<Column> columns, int[] widths) {
        this.columns = columns;
        this.widths = widths;
    }

    /// Main columns give way to each other until they fit, the widest first; others are shown only if nothing
    /// must.
    ///
    /// @param lines of which the longest cells are to fit, the names of the columns included
    static TableLayout of(List<Column> columns, List<List<String>> lines, int room) {
        int[] wanted = IntStream.range(0, columns.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> Glyphs.width(line.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        TableLayout layout = new TableLayout(
                columns,
                IntStream.range(0, columns.size())
                        .map(column -> columns.get(column).rank() == Rank.ASIDE ? LEFT_OUT : wanted[column])
                        .toArray());
        layout.shrinkTo(room);
        layout.addAsideColumns(wanted, room);
        return layout;
    }

    List<Column> leftOut() {
        return IntStream.range(0, widths.length)
                .filter(column -> widths[column] == LEFT_OUT)
                .mapToObj(columns::get)
                .toList();
    }

    /// A line with its end.
    String line(List<String> cells) {
        List<String> shown = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] != LEFT_OUT) {
                shown.add(cell(
                        cells.get(column), widths[column], columns.get(column).rank()));
            }
        }
        return String.join(GAP, shown).stripTrailing() + '\n';
    }

    private static String cell(String text, int width, Rank rank) {
        if (rank == Rank.NUMBER) {
            return " ".repeat(Math.max(0, width - Glyphs.width(text))) + text;
        }
        String cut = Glyphs.cut(text, width);
        return cut + " ".repeat(width - Glyphs.width(cut));
    }

    private void shrinkTo(int room) {
        while (total() > room) {
            int widest = widestThatMayGiveWay();
            if (widest == LEFT_OUT) {
                return;
            }
            widths[widest] = widths[widest] > NARROW ? widths[widest] - 1 : LEFT_OUT;
        }
    }

    /// Where all are narrow, the last one goes; the first stays.
    private int widestThatMayGiveWay() {
        return IntStream.range(1, widths.length)
                .filter(column ->
                        widths[column] != LEFT_OUT && columns.get(column).rank() == Rank.MAIN)
                .reduce(LEFT_OUT, (best, column) -> best == LEFT_OUT || widths[column] >= widths[best] ? column : best);
    }

    private void addAsideColumns(int[] wanted, int room) {
        for (int column = 0; column < widths.length; column++) {
            if (columns.get(column).rank() == Rank.ASIDE && total() + GAP.length() + wanted[column] <= room) {
                widths[column] = wanted[column];
            }
        }
    }

    private int total() {
        int[] shown = IntStream.of(widths).filter(width -> width != LEFT_OUT).toArray();
        return IntStream.of(shown).sum() + GAP.length() * Math.max(0, shown.length - 1);
    }
}
