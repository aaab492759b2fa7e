package dev.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A browser in which somebody walks through the product, and keeps pictures of what is seen.
public final class Walker implements AutoCloseable {
    private static final Path PICTURES = Path.of("..", "target", "screenshots");
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    private static final int PATIENCE = 20_000;

    private final int port;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Walker(int port) {
        // A page follows what a server does, and a busy machine takes its time for it.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        this.port = port;
    }

    /// @param port of the server on this machine
    public static Walker at(int port) throws IOException {
        Files.createDirectories(PICTURES);
        return new Walker(port);
    }

    /// A window in which nobody is signed in yet.
    public Page window() {
        BrowserContext context = SharedBrowser.get()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL("http://127.0.0.1:" + port)
                        .setViewportSize(WIDTH, HEIGHT));
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type()) && !isAnAnswer(message.text())) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /// Browsers write down every answer with an error, such as a page that there is not; the page says it, too.
    private static boolean isAnAnswer(String text) {
        return text.startsWith("Failed to load resource: the server responded with a status of 4");
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

    /// @throws AssertionError when the browser complained about anything on the way
    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }
}
