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
/// windows in contexts of its own, which share no cookies, storage or cache, and closes them.
final class SharedBrowser {
    /// Where [Stage] has its pages, at whatever port: a name that browsers do not trust as they trust loopback.
    static final String STAGE = "muster.test";

    private static @Nullable Browser started;

    private SharedBrowser() {}

    static synchronized Browser get() {
        if (started == null) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "close the browser"));
            started = playwright.chromium().launch(options());
        }
        return started;
    }

    private static BrowserType.LaunchOptions options() {
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--host-resolver-rules=MAP %s 127.0.0.1".formatted(STAGE)));
        return installed().map(options::setExecutablePath).orElse(options);
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
