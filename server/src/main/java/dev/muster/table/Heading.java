package dev.muster.table;

import dev.muster.table.BadFile.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Makes the columns of a table of its first line, and cells of what stands below.
final class Heading {
    private Heading() {}

    /// The columns, without empty ones at the end.
    ///
    /// @param where ` of sheet Grants`; empty for a table that has no name
    static List<String> of(List<String> first, String where) {
        List<String> columns = new ArrayList<>();
        first.forEach(cell -> columns.add(clean(cell)));
        while (!columns.isEmpty() && columns.getLast().isEmpty()) {
            columns.removeLast();
        }
        if (columns.isEmpty()) {
            throw new BadFile(
                    Kind.UNFIT,
                    "The first row%s is empty. Its first row must hold the names of the columns.".formatted(where));
        }
        if (columns.size() > TableLimits.COLUMNS) {
            throw new BadFile(
                    Kind.TOO_LARGE,
                    String.format(
                            Locale.ENGLISH,
                            "The first row%s has %,d columns; a table has at most %d. Remove those that nobody needs.",
                            where,
                            columns.size(),
                            TableLimits.COLUMNS));
        }
        requireNames(columns, where);
        return columns;
    }

    private static void requireNames(List<String> columns, String where) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            if (name.isEmpty()) {
                throw new BadFile(
                        Kind.UNFIT,
                        "Column %d%s has no name. Name it in the first row, or remove it.".formatted(i + 1, where));
            }
            if (name.length() > TableLimits.HEADING || name.chars().anyMatch(Character::isISOControl)) {
                throw new BadFile(
                        Kind.UNFIT,
                        "The name of column %d%s is longer than %d characters or more than one line. The first row must hold the names of the columns."
                                .formatted(i + 1, where, TableLimits.HEADING));
            }
            if (!seen.add(name)) {
                throw new BadFile(
                        Kind.UNFIT, "Two columns%s are called %s. Give each a name of its own.".formatted(where, name));
            }
        }
    }

    /// Without blanks around it, those included that only spreadsheets know.
    static String clean(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && isBlank(cell.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(cell.charAt(to - 1))) {
            to--;
        }
        return cell.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff' || c == '\u202f';
    }
}
