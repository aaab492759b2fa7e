package dev.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
    void no_cell_is_taken_for_a_formula(String cell) throws IOException {
        assertThat(written(cell)).contains("'" + cell);
    }

    @Test
    void a_cell_stays_one_where_cells_are_parted_by_semicolon_or_tab() throws IOException {
        assertThat(written("Ana;=1+1", "a\tb", "plain", "with, comma")).isEqualTo("""
                \"Ana;=1+1\",\"a\tb\",plain,\"with, comma\"\r
                """);
    }

    @Test
    void what_is_not_known_is_an_empty_cell() throws IOException {
        assertThat(written("a", null, "")).isEqualTo("a,,\r\n");
    }

    @Test
    void a_file_begins_with_what_tells_a_spreadsheet_that_it_is_utf_8() throws IOException {
        var target = new StringWriter();
        new SpreadsheetCsv(target, List.of("name")).close();

        assertThat(target).hasToString("\uFEFFname\r\n");
    }

    private static String written(@Nullable String... cells) throws IOException {
        var target = new StringWriter();
        try (var csv = new SpreadsheetCsv(target, List.of("column"))) {
            csv.row(Arrays.asList(cells));
        }
        return target.toString().substring("\uFEFFcolumn\r\n".length());
    }
}
