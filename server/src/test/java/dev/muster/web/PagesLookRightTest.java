package dev.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;
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
    /// 720 is a desk at 200 %, too.
    private static final List<Integer> WIDTHS = List.of(1920, DESK, 1280, 1024, 720, PHONE, 320);

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

    private Stage stage;

    static List<Sample> samples() {
        return SamplePages.all();
    }

    @BeforeAll
    void open_the_browser() {
        stage = new Stage();
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
        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);

            assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("width of %s in a window of %d", sample, width)
                    .isLessThanOrEqualTo(width);
        }
        assertThat(page.locator("[style]").count()).as("style attributes").isZero();
        suitsEverybody(page, sample, Theme.LIGHT, DESK);
        paint(page, sample, Theme.LIGHT);
        assertThat((List<?>) page.evaluate(BY_KEYS)).as("lists by keys").isEmpty();

        Stage.darken(page);
        suitsEverybody(page, sample, Theme.DARK, PHONE);
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
                Stage other = new Stage()) {
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

    private static void suitsEverybody(Page page, Sample sample, Theme theme, int width) {
        page.setViewportSize(width, HEIGHT);

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
