package dev.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page with made-up content in a real browser. Pictures and pages stay under `target/pages`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesLookRightTest {
    private static final Path PICTURES = Path.of("target", "pages");
    private static final int DESK = 1440;
    private static final int PHONE = 390;
    private static final int HEIGHT = 900;
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Stage stage;

    static List<Sample> samples() {
        return SamplePages.all();
    }

    @BeforeAll
    void open_the_browser() throws IOException {
        Files.createDirectories(PICTURES);
        stage = new Stage();
    }

    @AfterAll
    void close_the_browser() {
        stage.close();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void axe_finds_nothing_on_a_light_desk_or_a_dark_phone(Sample sample) {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            try (Page page = stage.show(sample, theme)) {
                picture(page, sample, theme, theme == Theme.LIGHT ? PHONE : DESK);
                picture(page, sample, theme, theme == Theme.LIGHT ? DESK : PHONE);

                assertThat(new AxeBuilder(page).withTags(WCAG).analyze().getViolations())
                        .as("%s, %s", sample, theme)
                        .extracting(rule -> rule.getId() + " " + rule.getNodes())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void no_page_scrolls_sideways(Sample sample) {
        try (Page page = stage.show(sample, Theme.LIGHT)) {
            for (int width : List.of(1920, 1280, 1100, 1024, 768, PHONE, 320)) {
                page.setViewportSize(width, HEIGHT);

                assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                        .as("width of %s in a window of %d", sample, width)
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_content_policy_refuses_nothing(Sample sample) {
        try (Page page = stage.show(sample, Theme.SYSTEM)) {
            assertThat(stage.complaints()).isEmpty();
            assertThat(page.locator("[style]").count()).as("style attributes").isZero();
        }
    }

    private static void picture(Page page, Sample sample, Theme theme, int width) {
        page.setViewportSize(width, HEIGHT);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("%s-%s-%d.png".formatted(sample, theme.value(), width)))
                .setFullPage(true)
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
