package dev.muster.snapshot.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.snapshot.RandomText;
import dev.muster.snapshot.StrictCsv;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSheetTest {
    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a;b", "a\tb", "a\"b", "a\nb", "a\rb", ";", "\""})
    void signs_that_part_cells_anywhere_are_in_quotes(String cell) {
        String csv = csv(cell);

        assertThat(csv).startsWith("\"");
        assertThat(StrictCsv.read(csv)).containsExactly(List.of(cell, "end"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49 30 1234", "-1", "@SUM(A1)", "\tx", "\rx"})
    void what_a_spreadsheet_would_compute_gets_an_apostrophe(String cell) {
        assertThat(StrictCsv.read(csv(cell))).containsExactly(List.of("'" + cell, "end"));
    }

    @Test
    void plain_cells_are_as_they_are() {
        assertThat(csv("Ana Lima")).isEqualTo("Ana Lima,end\r\n");
        assertThat(csv("")).isEqualTo(",end\r\n");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_text_comes_back(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String cell = "x" + RandomText.of(random, 5)
                    + List.of(",", ";", "\"", "\r\n", "\t", "").get(random.nextInt(6)) + RandomText.of(random, 5);
            assertThat(StrictCsv.read(csv(cell))).containsExactly(List.of(cell, "end"));
        }
    }

    @Test
    void facts_in_one_cell_can_be_told_apart() {
        Map<String, String> facts = new TreeMap<>(Map.of("abilities", "a; b", "level", "2"));

        assertThat(new Cell.Facts(facts).flat()).isEqualTo("\"abilities=a; b\"; level=2");
    }

    private static String csv(String cell) {
        var bytes = new ByteArrayOutputStream();
        Output out = new Output(bytes, () -> {});
        CsvSheet sheet = new CsvSheet(out);
        sheet.begin(List.of(Column.main("cell"), Column.main("last")));
        sheet.row(List.of(Cell.of(cell), Cell.of("end")));
        sheet.flush();
        return bytes.toString(StandardCharsets.UTF_8).substring("cell,last\r\n".length());
    }

    static LongStream seeds() {
        return RandomText.seeds();
    }
}
