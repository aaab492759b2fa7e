package dev.muster.explorer;

import dev.muster.api.Cursor;
import dev.muster.api.Stretch;
import dev.muster.connector.AccessRules.Decision;
import dev.muster.connector.AccessRules.Kind;
import dev.muster.connector.Right;
import dev.muster.rights.Certainty;
import dev.muster.rights.RightFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A list as CSV for spreadsheets, read stretch by stretch, so that memory does not grow with the list.
///
/// @param name   of the file
/// @param header names of the columns
record CsvAnswer(String name, List<String> header) {
    /// Rows of one stretch.
    static final int ROWS = 2000;

    CsvAnswer {
        header = List.copyOf(header);
    }

    /// A list that can be read from any place on.
    @FunctionalInterface
    interface Stretches<T> {
        Stretch<T> after(@Nullable Cursor cursor);
    }

    /// Sends the whole list. The first stretch is read before anything is sent, so that what is not there is still
    /// answered as such.
    <T> void send(HttpServletResponse answer, Stretches<T> list, Function<T, Stream<String>> cells) throws IOException {
        Stretch<T> stretch = list.after(null);
        try (var csv = SpreadsheetCsv.download(answer, name, header)) {
            write(csv, stretch, cells);
            while (stretch.next() != null) {
                stretch = list.after(stretch.next());
                write(csv, stretch, cells);
            }
        }
    }

    /// A cell for each right: `yes`, `no`, `unknown`, and nothing where there is no such right.
    static Stream<String> rights(List<Right> columns, Kind kind, Decision decision) {
        return columns.stream().map(right -> {
            if (!kind.rights().contains(right)) {
                return "";
            }
            if (decision.rights().contains(right)) {
                return "yes";
            }
            return decision.open().contains(right) ? RightFilter.UNKNOWN : "no";
        });
    }

    /// How sure a decision is, whether what the rules cannot take into account may change it, and why.
    static Stream<String> grounds(Decision decision) {
        return Stream.of(
                Certainty.of(decision).id(), decision.bounded() ? "yes" : "no", decision.rule(), decision.sentence());
    }

    private static <T> void write(SpreadsheetCsv csv, Stretch<T> stretch, Function<T, Stream<String>> cells) {
        stretch.rows().forEach(row -> csv.row(cells.apply(row).toList()));
    }
}
