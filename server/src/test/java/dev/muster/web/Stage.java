package dev.muster.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.MediaTypeFactory;

/// A browser in which sample pages are shown under the content policy of the product, by a server of their own that
/// lets it keep the assets. Everything the browser complains about and asks for is kept.
final class Stage implements AutoCloseable {
    /// Whether tests keep pictures of what they see: painting a page takes longer than reading it.
    static final boolean PAINTED = System.getProperty("muster.test.pictures") != null;
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    /// What a page says of its theme outside its menu, and the colours that come of it.
    static final String THEME = """
            () => JSON.stringify([{ ...document.documentElement.dataset },
                    getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor])
            """;
    /// As sign-in sets it; `data:` is for the ticks and arrows in Tabler's styles.
    private static final String POLICY = "default-src 'none'; script-src 'self' 'nonce-%s'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
            + " frame-ancestors 'none'; base-uri 'none'";

    private final Browser browser;
    private final HttpServer server = server();
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> parts = new ConcurrentHashMap<>();
    private final Page wall;
    private volatile String shown = "";

    /// In a browser as users have it.
    Stage() {
        this(SharedBrowser.get());
    }

    private Stage(Browser browser) {
        this.browser = browser;
        this.wall = newPage();
    }

    /// In a browser that draws nothing, unless pictures are wanted: for tests that neither click nor wait for a frame.
    static Stage undrawn() {
        return new Stage(PAINTED ? SharedBrowser.get() : SharedBrowser.undrawn());
    }

    /// Opens a sample in a window of 1440 by 900 of a browser nobody has used, scripts included.
    Page show(Sample sample, Theme theme) {
        return show(newPage(), sample, theme);
    }

    /// Shows a sample where the one before was, which takes less time. Whoever uses the page leaves nothing behind.
    Page hang(Sample sample, Theme theme) {
        wall.setViewportSize(WIDTH, HEIGHT);
        return show(wall, sample, theme);
    }

    /// Makes a page dark that came light.
    static void darken(Page page) {
        page.evaluate("() => Object.assign(document.documentElement.dataset, { bsTheme: 'dark', theme: 'dark' })");
    }

    private Page newPage() {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT).setReducedMotion(ReducedMotion.REDUCE));
        contexts.add(context);
        Page page = context.newPage();
        // Browsers know passkeys on secure pages only, which samples are not.
        page.addInitScript("window.PublicKeyCredential ??= class {};");
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    private Page show(Page page, Sample sample, Theme theme) {
        shown = sample.html(theme);
        page.navigate("http://%s:%d/t/acme/%s"
                .formatted(SharedBrowser.STAGE, server.getAddress().getPort(), sample.name()));
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

    private HttpServer server() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/", this::answer);
            made.createContext("/assets/", Stage::asset);
            made.createContext(Axe.ADDRESS, Stage::axe);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on loopback", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY.formatted(SampleFrames.NONCE));
        String html = parts.getOrDefault(path, shown);
        send(exchange, "text/html;charset=UTF-8", html.getBytes(StandardCharsets.UTF_8));
    }

    private static void asset(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Assets.Asset asset = SampleFrames.assets()
                .find(path.substring(path.lastIndexOf('/') + 1))
                .orElseThrow();
        sendForEver(
                exchange,
                MediaTypeFactory.getMediaType(asset.name()).orElseThrow().toString(),
                asset.content());
    }

    private static void axe(HttpExchange exchange) throws IOException {
        sendForEver(exchange, "text/javascript", Axe.script().getBytes(StandardCharsets.UTF_8));
    }

    /// May be kept for ever, as in the product, and what was made of it: a browser reads a script once.
    private static void sendForEver(HttpExchange exchange, String type, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "max-age=31536000, immutable");
        send(exchange, type, content);
    }

    private static void send(HttpExchange exchange, String type, byte[] content) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
        server.stop(0);
    }
}
