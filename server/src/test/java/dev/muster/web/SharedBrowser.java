package dev.muster.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One browser for all tests of a JVM, started when first asked for: that takes longer than most pages. Each opens its
/// windows in contexts of its own, which share no cookies, storage or cache, and closes them. A second one, for tests
/// that only read and measure, draws nothing.
final class SharedBrowser {
    /// Where [Stage] has its pages, at whatever port: a name that browsers do not trust as they trust loopback.
    static final String STAGE = "muster.test";

    private static final List<String> SWITCHES = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Pages are left before optimising their scripts has paid for itself.
            "--js-flags=--no-maglev,--no-turbofan",
            "--host-resolver-rules=MAP %s 127.0.0.1".formatted(STAGE));

    /// It draws when it is told to, which nobody does. Styles, layout and scripts are the same; only what waits for a
    /// frame never comes, such as a click by Playwright.
    private static final List<String> UNDRAWN = List.of("--enable-begin-frame-control");

    private static @Nullable Playwright playwright;
    private static @Nullable Browser drawing;
    private static @Nullable Browser undrawn;

    private SharedBrowser() {}

    static synchronized Browser get() {
        if (drawing == null) {
            drawing = launch(List.of());
        }
        return drawing;
    }

    /// One that draws nothing, which is a fifth of the work that a page makes.
    static synchronized Browser undrawn() {
        if (undrawn == null) {
            undrawn = launch(UNDRAWN);
        }
        return undrawn;
    }

    private static Browser launch(List<String> more) {
        if (playwright == null) {
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "close the browsers"));
        }
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setArgs(Stream.of(SWITCHES, more).flatMap(List::stream).toList());
        return playwright
                .chromium()
                .launch(installed().map(options::setExecutablePath).orElse(options));
    }

    /// The one that `./verify` found, or the one most systems have; otherwise Playwright brings its own.
    private static Optional<Path> installed() {
        return Stream.of(System.getenv("MUSTER_TEST_BROWSER"), "/usr/bin/chromium")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
