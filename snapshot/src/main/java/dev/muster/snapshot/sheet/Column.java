package dev.muster.snapshot.sheet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A column of the rows that a view prints.
///
/// @param rank   what a table does with it when there is little room
/// @param spread names of facts that get a column each in table and CSV, where the column itself then does
///               not appear; empty for a plain column
public record Column(String name, Rank rank, List<String> spread) {
    public Column {
        spread = List.copyOf(spread);
    }

    /// Which columns a table shows, should it not have room for all.
    enum Rank {
        /// Shown, cut where it must be.
        MAIN,
        /// Shown whole, to the right: a number that was cut would be another number.
        NUMBER,
        /// A number that betrays trouble unless it is zero. Where it does, it stands whole beside what the row
        /// is about; otherwise it is shown where there is room left.
        TELLING,
        /// Shown where there is room left.
        ASIDE
    }

    public static Column main(String name) {
        return new Column(name, Rank.MAIN, List.of());
    }

    public static Column number(String name) {
        return new Column(name, Rank.NUMBER, List.of());
    }

    static Column telling(String name) {
        return new Column(name, Rank.TELLING, List.of());
    }

    public static Column aside(String name) {
        return new Column(name, Rank.ASIDE, List.of());
    }

    /// A column of facts, of which these appear.
    public static Column spread(String name, Collection<String> facts) {
        return new Column(name, Rank.ASIDE, List.copyOf(facts));
    }

    /// The columns that table and CSV show for this one.
    Stream<Column> flat() {
        return spread.isEmpty() ? Stream.of(this) : spread.stream().map(fact -> new Column(fact, rank, List.of()));
    }

    /// What table and CSV show in them.
    Stream<String> flat(Cell cell) {
        if (!spread.isEmpty() && cell instanceof Cell.Facts(Map<String, String> facts)) {
            return spread.stream().map(fact -> facts.getOrDefault(fact, ""));
        }
        return Stream.of(cell.flat());
    }
}
