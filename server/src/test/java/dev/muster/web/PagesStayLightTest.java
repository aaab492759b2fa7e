package dev.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How much a browser has to lay out, when a list is as long as a page of it gets.
class PagesStayLightTest {
    private static final int MOST = 1500;
    private static final Pattern ELEMENT = Pattern.compile("<[a-zA-Z]");
    /// One that has further pages.
    private static final Pattern LIST = Pattern.compile(
            "<table[^>]* role=\"table\".*?</table>(?=\\s*(</div>\\s*)?<nav class=\"pager\")", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("<tr[^>]*>\\s*<td.*?</tr>", Pattern.DOTALL);

    static List<Sample> samples() {
        return SamplePages.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_page_has_few_elements_even_when_every_row_is_as_heavy_as_its_heaviest(Sample sample) {
        String page = sample.html(Theme.LIGHT);
        long longest = LIST.matcher(page)
                .results()
                .map(MatchResult::group)
                .mapToLong(PagesStayLightTest::missing)
                .max()
                .orElse(0);

        assertThat(elements(page) + longest).as(sample.name()).isLessThanOrEqualTo(MOST);
    }

    /// What a list would have more if it were full.
    private static long missing(String list) {
        List<String> rows = ROW.matcher(list).results().map(MatchResult::group).toList();
        long heaviest =
                rows.stream().mapToLong(PagesStayLightTest::elements).max().orElse(0);
        return heaviest * Math.max(0, Pager.ROWS - rows.size());
    }

    private static long elements(String html) {
        return ELEMENT.matcher(html).results().count();
    }
}
