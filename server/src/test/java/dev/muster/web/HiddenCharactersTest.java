package dev.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// People choose their names themselves, and what others read must be what is there.
class HiddenCharactersTest {
    private static final String TURNED = "\u202EnimdA labolG";

    @ParameterizedTest
    @CsvSource({"202E", "2066", "2028", "200B", "2060", "FEFF", "00AD", "0007", "0085"})
    void what_hides_in_a_text_is_spelled_out(String hidden) {
        String text = "Ada" + Character.toString(Integer.parseInt(hidden, 16)) + " Admin";

        assertThat(Spelling.visible(text)).isEqualTo("Ada[U+%s] Admin", hidden);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u05E9\u05DC\u05D5\u05DD",
                "\u0645\u0631\u062D\u0628\u0627",
                "\uD83D\uDC69\u200D\uD83D\uDE80",
                "a\tb\nc"
            })
    void what_any_script_is_written_with_stays(String text) {
        assertThat(Spelling.visible(text)).isSameAs(text);
    }

    @Test
    void a_page_shows_it_in_its_text_and_in_its_attributes() {
        var page = new StringOutput();
        var below = new LinksBelow("", page);
        PageTemplates.compiled().render("web/tag/role.jte", Map.of("title", TURNED, "raw", TURNED), below);
        PageTemplates.compiled()
                .render("web/tag/find.jte", Map.of("label", TURNED, "placeholder", "", "value", TURNED), below);

        assertThat(page.toString())
                .doesNotContain("\u202E")
                .contains(">[U+202E]nimdA labolG", "aria-label=\"[U+202E]nimdA labolG\"");
    }

    @Test
    void a_file_shows_it_in_its_cells() throws IOException {
        var target = new StringWriter();
        try (var csv = new SpreadsheetCsv(target, List.of("name"))) {
            csv.row(List.of(TURNED));
        }

        assertThat(target.toString()).endsWith("name\r\n[U+202E]nimdA labolG\r\n");
    }
}
