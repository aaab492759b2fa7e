package dev.muster.snapshot.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.snapshot.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableLayoutTest {
    private static final List<Column> COLUMNS =
            List.of(Column.main("id"), Column.main("name"), Column.number("members"), Column.aside("kind"));

    @Test
    void everything_is_shown_where_there_is_room() {
        TableLayout layout = layout(40, List.of("P1", "Ana Lima", "12", "human"));

        assertThat(layout.leftOut()).isEmpty();
        assertThat(layout.line(List.of("P1", "Ana Lima", "12", "human"))).isEqualTo("P1  Ana Lima       12  human\n");
    }

    @Test
    void what_stands_aside_goes_first_and_the_widest_main_column_is_cut_next() {
        String name = "A name that is much longer than the room there is";
        TableLayout layout = layout(40, List.of("P1", name, "12", "human"));

        String line = layout.line(List.of("P1", name, "12", "human"));

        assertThat(layout.leftOut()).extracting(Column::name).containsExactly("kind");
        assertThat(line).startsWith("P1  A name that is").contains("…").endsWith("       12\n");
        assertThat(Glyphs.width(line.strip())).isEqualTo(40);
    }

    @Test
    void the_first_column_stays_and_a_number_is_never_cut() {
        TableLayout layout = layout(5, List.of("PABC123", "Ana Lima", "1234567", "human"));

        assertThat(layout.line(List.of("PABC123", "Ana Lima", "1234567", "human")))
                .contains("PABC123", "1234567");
    }

    @Test
    void a_number_that_betrays_trouble_stands_first_and_whole_and_is_left_out_last() {
        List<Column> columns = List.of(
                Column.main("feed"),
                Column.main("state"),
                Column.aside("requests"),
                Column.telling("rejected"),
                Column.telling("unread"),
                Column.main("reason"));
        List<String> names = columns.stream().map(Column::name).toList();
        List<String> well = List.of("users", "complete", "13", "0", "0", "");
        List<String> bad = List.of("teams", "partial", "1", "1,234,567", "0", "It is refused, and nobody knows why");

        assertThat(TableLayout.of(columns, List.of(names, well), 25).line(names))
                .isEqualTo("feed   state     reason\n");
        assertThat(TableLayout.of(columns, List.of(names, well), 60).line(names))
                .isEqualTo("feed   state     rejected  unread  requests  reason\n");
        assertThat(TableLayout.of(columns, List.of(names, well, bad), 40).line(bad))
                .isEqualTo("teams  partial   1,234,567  It is refus…\n");
        assertThat(TableLayout.of(columns, List.of(names, well, bad), 26).line(bad))
                .isEqualTo("teams  partial   1,234,567\n");
        assertThat(TableLayout.of(columns, List.of(names, well, bad), 20).line(bad))
                .isEqualTo("teams  partial\n");
    }

    @Test
    void wide_letters_take_two_columns_and_marks_none() {
        assertThat(Glyphs.width("日本")).isEqualTo(4);
        assertThat(Glyphs.width("e\u0301")).isEqualTo(1);
        assertThat(Glyphs.cut("日本語の名前", 6)).isEqualTo("日本…");
    }

    @Test
    void nothing_that_commands_a_terminal_reaches_it() {
        assertThat(Glyphs.printable("a\u001B[31mb\u202Ec\r\nd")).isEqualTo("a [31mb c  d");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lines_fit_whenever_their_main_columns_can_be_cut(long seed) {
        var random = new Random(seed);
        List<Column> columns = List.of(Column.main("a"), Column.main("b"), Column.main("c"), Column.aside("d"));
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("a", "b", "c", "d"));
        for (int i = 0; i < 50; i++) {
            lines.add(List.of("x", RandomText.of(random, 60), RandomText.of(random, 30), RandomText.of(random, 20)));
        }
        int room = 20 + random.nextInt(120);

        TableLayout layout = TableLayout.of(columns, lines, room);

        assertThat(lines)
                .allSatisfy(line -> assertThat(Glyphs.width(layout.line(line).stripTrailing()))
                        .isLessThanOrEqualTo(room));
    }

    private static TableLayout layout(int room, List<String> line) {
        return TableLayout.of(
                COLUMNS, List.of(COLUMNS.stream().map(Column::name).toList(), line), room);
    }

    static LongStream seeds() {
        return RandomText.seeds();
    }
}
