package dev.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page with made-up content in a real browser. With `-Dmuster.test.pictures` each is also painted, on a desk and
/// a phone, light and dark, to `target/pages`.
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesLookRightTest {
    private static final Path PICTURES = Path.of("target", "pages");
    private static final int DESK = 1440;
    private static final int PHONE = 390;
    private static final int HEIGHT = 900;
    /// From the width that a page comes in to the one that it is left in; 720 is a desk at 200 %, too.
    private static final List<Integer> WIDTHS = List.of(DESK, 1920, 1280, 1024, 720, 320, PHONE);

    /// Goes through the lists of a page by keys, from their first row to their last, and says what did not come of it.
    /// What a key opens is only looked at: going there would leave the page.
    private static final String BY_KEYS = """
            () => {
                const press = key => (document.activeElement ?? document.body)
                        .dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
                const wrong = [];
                const seen = (row, kind) => [...row.querySelectorAll(kind)].find(one => one.checkVisibility());
                const rows = [...document.querySelectorAll('#content tbody tr')]
                        .filter(row => seen(row, 'a[href], summary, button'));
                let opened = null;
                const look = event => {
                    opened = event.target.closest('a[href]');
                    event.preventDefault();
                };
                document.addEventListener('click', look, true);
                for (const row of rows) {
                    press('j');
                    if (!row.contains(document.activeElement)) wrong.push(`j leads past ${row.innerText}`);
                    const link = seen(row, 'a[href]');
                    press('o');
                    if (opened !== (link ?? null)) wrong.push(`o opens something else in ${row.innerText}`);
                    opened = null;
                    const why = row.querySelector('details');
                    press('e');
                    if (why && !why.open) wrong.push(`e explains nothing in ${row.innerText}`);
                    press('e');
                    if (why && why.open) wrong.push(`e folds nothing in ${row.innerText}`);
                }
                press('k');
                const last = rows.at(-2) ?? rows[0];
                if (last && !last.contains(document.activeElement)) wrong.push('k leads nowhere');
                document.removeEventListener('click', look, true);
                document.activeElement.blur();
                press('?');
                const keys = document.getElementById('shortcuts');
                if (keys && !keys.open) wrong.push('? lists no keys');
                keys?.close();
                window.scrollTo(0, 0);
                return wrong;
            }
            """;

    /// Rows that are alike, and a few that are not. Of what cannot be read the first is one that axe is not sure of.
    private static final String ROWS_THAT_CANNOT_BE_READ = """
            () => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(`
                    .row { position: relative; color: #333; background: #fff }
                    .row i { position: absolute; inset: 0; background: #444 }
                    .row span { position: relative }
                    .faint { color: #bbb }
                    .veiled { opacity: .3 }
                    .large { font-size: 40px; line-height: 80px; display: inline-block }
                    .grey { color: #888 }
                    [data-bs-theme=dark] .at-night { color: #eee }`);
                document.adoptedStyleSheets = [sheet];
                const rows = Array.from({ length: 40 }, () => '<p class="row"><span>plain</span></p>');
                rows.push(
                    '<p class="row"><i></i><span>covers a dark box</span></p>',
                    '<p class="row veiled"><span>veiled</span></p>',
                    '<p class="row"><span class="faint">x</span></p>',
                    '<p class="row"><span class="faint">faint</span></p>',
                    '<p class="row"><span class="grey large">large enough</span></p>',
                    '<p class="row"><span class="grey">too small</span></p>',
                    '<p class="row at-night"><span class="at-night">pale by night</span></p>');
                document.body.insertAdjacentHTML('beforeend', rows.join(''));
            }
            """;

    private Stage stage;

    static List<Sample> samples() {
        return SamplePages.all();
    }

    @BeforeAll
    void open_the_browser() {
        stage = Stage.undrawn();
    }

    @AfterAll
    void close_the_browser() {
        stage.close();
    }

    /// In both themes on one page, since opening it takes as long as looking at it: to the server a theme is what
    /// [Stage#darken] sets, and the button that is pressed.
    @ParameterizedTest
    @MethodSource("samples")
    void a_page_fits_every_screen_keeps_to_the_content_policy_and_suits_everybody(Sample sample) {
        Page page = stage.hang(sample, Theme.LIGHT);
        assertThat((int) page.evaluate("() => document.querySelectorAll('[style]').length"))
                .as("style attributes")
                .isZero();
        suitsEverybody(page, sample, Theme.LIGHT);
        paint(page, sample, Theme.LIGHT);
        assertThat((List<?>) page.evaluate(BY_KEYS)).as("lists by keys").isEmpty();

        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);

            assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("width of %s in a window of %d", sample, width)
                    .isLessThanOrEqualTo(width);
        }
        Stage.darken(page);
        suitsEverybody(page, sample, Theme.DARK);
        paint(page, sample, Theme.DARK);
        assertThat(stage.complaints())
                .as("what the browser refused or complained about")
                .isEmpty();
    }

    @Test
    void a_page_that_comes_dark_is_what_a_light_one_becomes() {
        Sample sample = samples().getFirst();
        String comes = (String) stage.hang(sample, Theme.DARK).evaluate(Stage.THEME);
        Page light = stage.hang(sample, Theme.LIGHT);

        assertThat((String) light.evaluate(Stage.THEME)).isNotEqualTo(comes);
        Stage.darken(light);
        assertThat((String) light.evaluate(Stage.THEME)).isEqualTo(comes);
    }

    @Test
    void what_keeps_people_out_and_what_the_policy_refuses_would_be_noticed() {
        try (Page page = stage.show(samples().getFirst(), Theme.LIGHT);
                Stage other = Stage.undrawn()) {
            page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<img src=\"/assets/muster.svg\">')");
            assertThat(Axe.againstWcag(page))
                    .singleElement()
                    .asString()
                    .startsWith("image-alt ")
                    .contains("muster.svg");

            other.show(samples().getFirst(), Theme.LIGHT)
                    .evaluate("() => document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')");
            assertThat(other.complaints())
                    .isNotEmpty()
                    .allSatisfy(complaint -> assertThat(complaint).contains("Content Security Policy"));
        }
    }

    @Test
    void a_text_that_cannot_be_read_is_found_among_many_that_can() {
        Page page = stage.hang(samples().getLast(), Theme.LIGHT);
        page.evaluate(ROWS_THAT_CANNOT_BE_READ);

        assertThat(unreadable(page)).containsExactlyInAnyOrder("covers a dark box", "veiled", "faint", "too small");
        Stage.darken(page);
        assertThat(unreadable(page))
                .containsExactlyInAnyOrder("covers a dark box", "veiled", "faint", "too small", "pale by night");
    }

    /// The texts that axe finds fault with, of which each stands in an element of its own.
    private static List<String> unreadable(Page page) {
        String found = String.join("", Axe.againstWcag(page));
        assertThat(found).startsWith("color-contrast ");
        return Pattern.compile("\"html\":\"<[^>]+>([^<]+)<")
                .matcher(found)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static void suitsEverybody(Page page, Sample sample, Theme theme) {
        assertThat(Axe.againstWcag(page)).as("%s, %s", sample, theme).isEmpty();
    }

    private static void paint(Page page, Sample sample, Theme theme) {
        if (Stage.PAINTED) {
            List.of(DESK, PHONE).forEach(width -> paint(page, sample, theme, width));
        }
    }

    private static void paint(Page page, Sample sample, Theme theme, int width) {
        page.setViewportSize(width, HEIGHT);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("%s-%s-%d.png".formatted(sample, theme.value(), width)))
                .setFullPage(true)
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
