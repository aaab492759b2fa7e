package dev.muster.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaTypeFactory;

/// A browser in which sample pages are shown under the content policy of the product. Nothing listens on a port: the
/// browser's requests are answered here, and everything it complains about is kept.
final class Stage implements AutoCloseable {
    private static final String ORIGIN = "http://muster.test";
    private static final Path SYSTEM_CHROMIUM = Path.of("/usr/bin/chromium");
    /// As sign-in sets it; `data:` is for the ticks and arrows in Tabler's styles.
    private static final String POLICY = "default-src 'none'; script-src 'self' 'nonce-%s'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
            + " frame-ancestors 'none'; base-uri 'none'";

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright.chromium().launch(options());
    private final List<String> complaints = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> parts = new HashMap<>();

    /// Opens a sample in a window of 1440 by 900, scripts included.
    Page show(Sample sample, Theme theme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
        context.route("**/*", route -> answer(route, sample, theme));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(sample + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(sample + ": " + error));
        page.navigate(ORIGIN + "/t/acme/" + sample.name());
        page.evaluate("() => document.fonts.ready");
        return page;
    }

    /// Errors and warnings of the browser since the start, such as something its content policy refused.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Answers this address with a part of a page.
    void answerWith(String path, String html) {
        parts.put(path, html);
    }

    /// What was asked for so far, assets aside: `POST /t/acme/integrations/main/sync`.
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(Route route, Sample sample, Theme theme) {
        String path = URI.create(route.request().url()).getPath();
        if (path.startsWith("/assets/")) {
            asset(route, path.substring(path.lastIndexOf('/') + 1));
            return;
        }
        asked.add(route.request().method() + " " + path);
        String part = parts.get(path);
        route.fulfill(new Route.FulfillOptions()
                .setBody(part == null ? sample.html(theme) : part)
                .setHeaders(Map.of(
                        "Content-Security-Policy",
                        POLICY.formatted(SampleFrames.NONCE),
                        "Content-Type",
                        "text/html;charset=UTF-8")));
    }

    private static void asset(Route route, String name) {
        Assets.Asset asset = SampleFrames.assets().find(name).orElseThrow();
        route.fulfill(new Route.FulfillOptions()
                .setBodyBytes(asset.content())
                .setContentType(
                        MediaTypeFactory.getMediaType(name).orElseThrow().toString()));
    }

    static BrowserType.LaunchOptions options() {
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
        return Files.isExecutable(SYSTEM_CHROMIUM) ? options.setExecutablePath(SYSTEM_CHROMIUM) : options;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
