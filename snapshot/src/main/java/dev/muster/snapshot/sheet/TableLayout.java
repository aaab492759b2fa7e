package dev.muster.snapshot.sheet;

import dev.muster.snapshot.sheet.Column.Rank;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Which columns a table shows and how wide they are.
final class TableLayout {
    static final TableLayout NONE = new TableLayout(List.of(), new int[0]);
    private static final String GAP = "  ";
    private static final int NARROW = 10;
    private static final int LEFT_OUT = -1;
    private static final Set<String> NOTHING = Set.of("", "0");

    private final List<Column> columns;
    private final int[] widths;
    private final int[] order;

    private TableLayout(List<Column> columns, int[] widths) {
        this.columns = columns;
        this.widths = widths;
        this.order = order();
    }

    /// Main columns give way to each other until they fit, the widest first; others are shown only if nothing
    /// must.
    ///
    /// @param lines of which the longest cells are to fit; the first has the names of the columns
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
                        .map(column -> comesFirst(columns.get(column), column, lines) ? wanted[column] : LEFT_OUT)
                        .toArray());
        layout.shrinkTo(room, wanted);
        layout.addAsideColumns(wanted, room);
        return layout;
    }

    private static boolean comesFirst(Column column, int place, List<List<String>> lines) {
        return switch (column.rank()) {
            case MAIN, NUMBER -> true;
            case TELLING -> lines.stream().skip(1).anyMatch(line -> !NOTHING.contains(line.get(place)));
            case ASIDE -> false;
        };
    }

    /// What betrays trouble stands beside the first columns, which say what a row is about.
    private int[] order() {
        int first = (int)
                columns.stream().takeWhile(column -> column.rank() == Rank.MAIN).count();
        return IntStream.concat(
                        IntStream.range(0, first),
                        IntStream.concat(
                                IntStream.range(first, columns.size())
                                        .filter(column -> columns.get(column).rank() == Rank.TELLING),
                                IntStream.range(first, columns.size())
                                        .filter(column -> columns.get(column).rank() != Rank.TELLING)))
                .toArray();
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
        for (int column : order) {
            if (widths[column] != LEFT_OUT) {
                shown.add(cell(
                        cells.get(column), widths[column], columns.get(column).rank()));
            }
        }
        return String.join(GAP, shown).stripTrailing() + '\n';
    }

    private static String cell(String text, int width, Rank rank) {
        if (rank == Rank.NUMBER || rank == Rank.TELLING) {
            return " ".repeat(Math.max(0, width - Glyphs.width(text))) + text;
        }
        String cut = Glyphs.cut(text, width);
        return cut + " ".repeat(width - Glyphs.width(cut));
    }

    private void shrinkTo(int room, int[] wanted) {
        while (total() > room) {
            int widest = widestThatMayBeCut();
            if (widest != LEFT_OUT) {
                widths[widest]--;
                continue;
            }
            int last = lastThatMayGo();
            if (last == LEFT_OUT) {
                return;
            }
            widths[last] = LEFT_OUT;
            widen(wanted);
        }
    }

    /// What one column leaves is for the others.
    private void widen(int[] wanted) {
        for (int column = 0; column < widths.length; column++) {
            widths[column] = widths[column] == LEFT_OUT ? LEFT_OUT : wanted[column];
        }
    }

    /// The first column is never cut.
    private int widestThatMayBeCut() {
        return IntStream.range(1, widths.length)
                .filter(column -> widths[column] > NARROW && columns.get(column).rank() == Rank.MAIN)
                .reduce(LEFT_OUT, (best, column) -> best == LEFT_OUT || widths[column] >= widths[best] ? column : best);
    }

    /// The first column stays, and so does a plain number.
    private int lastThatMayGo() {
        return IntStream.of(order)
                .skip(1)
                .filter(column ->
                        widths[column] != LEFT_OUT && columns.get(column).rank() != Rank.NUMBER)
                .reduce(LEFT_OUT, (before, column) -> column);
    }

    private void addAsideColumns(int[] wanted, int room) {
        for (int column : order) {
            if (widths[column] == LEFT_OUT
                    && mayStandAside(column)
                    && total() + GAP.length() + wanted[column] <= room) {
                widths[column] = wanted[column];
            }
        }
    }

    private boolean mayStandAside(int column) {
        Rank rank = columns.get(column).rank();
        return rank == Rank.ASIDE || rank == Rank.TELLING;
    }

    private int total() {
        int[] shown = IntStream.of(widths).filter(width -> width != LEFT_OUT).toArray();
        return IntStream.of(shown).sum() + GAP.length() * Math.max(0, shown.length - 1);
    }
}
