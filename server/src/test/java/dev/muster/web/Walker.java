package dev.muster.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A browser in which somebody walks through the product, and keeps pictures of what is seen.
public final class Walker implements AutoCloseable {
    private static final Path PICTURES = Path.of("..", "target", "screenshots");
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    private static final int PATIENCE = 20_000;

    private final Playwright playwright;
    private final Browser browser;
    private final int port;

    private Walker(Playwright playwright, int port) {
        // A page follows what a server does, and a busy machine takes its time for it.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        this.playwright = playwright;
        this.browser = playwright.chromium().launch(Stage.options());
        this.port = port;
    }

    /// @param port of the server on this machine
    public static Walker at(int port) throws IOException {
        Files.createDirectories(PICTURES);
        return new Walker(
                Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))),
                port);
    }

    /// A window in which nobody is signed in yet.
    public Page window() {
        return browser.newContext(new Browser.NewContextOptions()
                        .setBaseURL("http://127.0.0.1:" + port)
                        .setViewportSize(WIDTH, HEIGHT))
                .newPage();
    }

    /// Keeps what a window shows, on a phone and on a desk, if pictures are wanted.
    public void picture(Page page, String name) {
        if (!Stage.PAINTED) {
            return;
        }
        page.evaluate("() => window.scrollTo(0, 0)");
        picture(page, name, 390, 844);
        picture(page, name, WIDTH, HEIGHT);
    }

    private static void picture(Page page, String name, int width, int height) {
        page.setViewportSize(width, height);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("%s-%d.png".formatted(name, width)))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
