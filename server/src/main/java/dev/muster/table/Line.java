package dev.muster.table;

import java.util.List;
import java.util.Set;

/// One line of a table below its heading.
///
/// @param number   as a spreadsheet counts: the heading is 1
/// @param cells    one for each column, without blanks around it; empty where there is nothing
/// @param formulas columns whose cell holds a formula, whatever it came to
/// @param longer   whether something stands behind the last column of the heading
public record Line(long number, List<String> cells, Set<Integer> formulas, boolean longer) {

    /// Whether there is nothing on it.
    boolean isBlank() {
        return !longer && formulas.isEmpty() && cells.stream().allMatch(String::isEmpty);
    }
}
