package dev.muster.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TestPostgres;
import dev.muster.signin.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the packaged program does with requests before it looks at who sent them, in as little memory as it is said to
/// need and open to every machine. Needs a loopback network of several addresses, as Linux has.
@Tag("database")
@Tag("packaged")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EdgeTest {
    private static final String HERE = "127.0.0.1";
    private static final int HALF_OPEN = 8_000;
    /// A crowd on a busy machine is not what this is about; a page that waits for one is.
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LINES = Duration.ofMillis(100);
    private static final String END = "\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final String EXPECT = "Expect: 100-continue\r\n";
    private static final Set<String> SAFE = Set.of(
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "permissions-policy");

    private static final FreshDatabase database = TestPostgres.freshDatabase();
    private static Path log = Path.of("");
    private static ServerProcess server;
    private static int port;
    private static Visitor ana;
    private static HttpResponse<String> cameIn;
    private static CompletableFuture<Duration> silent;
    private static CompletableFuture<Duration> trickling;
    private static CompletableFuture<Duration> idle;

    @BeforeAll
    static void a_server_with_its_first_tenant() throws IOException {
        Path folder = Files.createDirectories(TestPostgres.newFolder());
        Path data = folder.resolve("data");
        log = data.resolve("logs/muster.log");
        var environment = new HashMap<>(database.address().environment());
        environment.put("JDK_JAVA_OPTIONS", "-Xmx128m " + ServerProcess.NO_LATE_COMPILER);
        server = ServerProcess.start(
                        folder, environment, "--port", "0", "--address", "0.0.0.0", "--data", data.toString())
                .untilReady();
        port = URI.create(server.url()).getPort();
        silent = begun(() -> untilClosed("127.0.0.6", ""));
        trickling = begun(EdgeTest::untilATrickleIsRefused);
        idle = begun(() -> untilClosed("127.0.0.6", "GET /sign-in HTTP/1.1\r\nHost: x\r\n\r\n"));
        ana = new Visitor(port);
        cameIn = FirstTenant.made(server, ana, "");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    static Stream<Arguments> early() {
        return Stream.of(
                Arguments.of("a line without address", "GET\r\n\r\n", 400),
                Arguments.of("no HTTP at all", "\u0016\u0003\u0001\u0000\r\n\r\n", 400),
                Arguments.of("a character no address has", "GET /a<b>" + " HTTP/1.1" + END, 400),
                Arguments.of("a header without colon", "GET / HTTP/1.1\r\nHost: x\r\nbad\r\n\r\n", 400),
                Arguments.of("no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
                Arguments.of("a long header", "GET / HTTP/1.1\r\nX: " + "a".repeat(40_000) + END, 400),
                Arguments.of("a long address", "GET /" + "a".repeat(40_000) + " HTTP/1.1" + END, 400),
                Arguments.of("an escaped zero", "GET /%00 HTTP/1.1" + END, 400),
                Arguments.of("a way out", "GET /../../etc/passwd HTTP/1.1" + END, 400),
                Arguments.of("a way out, escaped", "GET /..%2f..%2fetc HTTP/1.1" + END, 400),
                Arguments.of("a path parameter", "GET /sign-in;x=y HTTP/1.1" + END, 400),
                Arguments.of("TRACE", "TRACE / HTTP/1.1" + END, 405),
                Arguments.of("an unknown method", "BREW /sign-in HTTP/1.1" + END, 400),
                Arguments.of("a form's address, asked for", "GET /theme HTTP/1.1" + END, 405),
                Arguments.of("CONNECT", "CONNECT example.org:443 HTTP/1.1" + END, 501),
                Arguments.of("HTTP of the future", "GET / HTTP/3.0" + END, 505),
                Arguments.of("an unknown expectation", post("/sign-in", "Expect: wonders\r\n", "a=b"), 417),
                Arguments.of("an unknown encoding", post("/sign-in", "Transfer-Encoding: gzip\r\n", "a=b"), 501),
                Arguments.of("chunks that are none", chunked("/sign-in", "nonsense\r\n\r\n"), 400),
                Arguments.of("no such file", "GET /assets/0/nothing.css HTTP/1.1" + END, 404));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("early")
    void an_early_answer_is_as_safe_as_any_other(String what, String request, int status) throws IOException {
        RawRequest.Answer answer = ask(request);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().keySet()).containsAll(SAFE).doesNotContain("server", "x-powered-by");
        assertThat(answer.body()).contains("Muster").doesNotContain("Tomcat", "HTTP Status", "Exception", "<hr");
    }

    @Test
    void an_early_answer_has_the_very_headers_of_a_later_one() throws IOException {
        var early = ask("GET /%00 HTTP/1.1" + END).headers();
        var late = ask("GET /api/v1/nothing HTTP/1.1" + END).headers();

        for (String name : SAFE) {
            assertThat(early.get(name)).as(name).isEqualTo(late.get(name));
        }
    }

    @Test
    void what_is_about_no_page_is_answered_like_a_page() throws IOException {
        RawRequest.Answer answer = ask("OPTIONS * HTTP/1.1" + END);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().keySet()).containsAll(SAFE).contains("allow", "x-request-id");
    }

    static Stream<Arguments> tooMuch() {
        String json = "Content-Type: application/json\r\n";
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        String large = " ".repeat(1_000_001);
        String fields = "{" + "\"a\":1,".repeat(1_000) + "\"a\":1}";
        return Stream.of(
                Arguments.of("a body over 1 MB", post("/api/v1/t/x/y", json, large), 413),
                Arguments.of("a form over 1 MB", post("/sign-in", form, "a=" + large), 413),
                Arguments.of("one that waits for leave", post("/api/v1/x", json + EXPECT, 2_000_000, ""), 413),
                Arguments.of("the same in chunks", chunked("/api/v1/x", json, chunk(large) + "0\r\n\r\n"), 413),
                Arguments.of("a body of text over 1 MB", post("/sign-in", "Content-Type: text/plain\r\n", large), 413),
                Arguments.of("1,001 fields", post("/api/v1/x", json, fields), 400),
                Arguments.of("1,001 elements", post("/api/v1/x", json, "[1" + ",1".repeat(1_000) + "]"), 400),
                Arguments.of("65 lists", post("/api/v1/x", json, "[".repeat(65) + "]".repeat(65)), 400),
                Arguments.of(
                        "65 objects in chunks", chunked("/x", json, chunk("{\"a\":".repeat(65)) + "0\r\n\r\n"), 400),
                Arguments.of("lists as UTF-16", post("/api/v1/x", json, "\0[".repeat(65)), 400),
                Arguments.of("1,001 fields of a form", post("/sign-in", form, "a=1&".repeat(1_000) + "b"), 400),
                Arguments.of("1,001 parameters", "GET /sign-in?" + "a&".repeat(1_000) + "b HTTP/1.1" + END, 400),
                Arguments.of("compressed", post("/api/v1/x", json + "Content-Encoding: gzip\r\n", "x"), 415),
                Arguments.of(
                        "a file", post("/sign-in", "Content-Type: multipart/form-data; boundary=x\r\n", "x"), 415));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooMuch")
    void too_much_is_refused_before_anybody_asks_who_sent_it(String what, String request, int status)
            throws IOException {
        long before = Files.size(log);

        RawRequest.Answer answer = ask(request);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().get("content-type"))
                .startsWith(request.contains(" /api/") ? "application/problem+json" : "text/html");
        assertThat(answer.headers().keySet()).containsAll(SAFE);
        assertThat(answer.body()).contains("Nothing was changed");
        String logged = Files.readString(log).substring((int) before);
        assertThat(logged.lines().filter(line -> line.contains("was refused (")))
                .as("lines in the log")
                .hasSize(1);
        assertThat(logged).doesNotContain("\tat ");
    }

    @Test
    void what_is_within_the_limits_arrives_whole() throws IOException {
        String json = "Content-Type: application/json\r\n";
        String text = "{\"a\":\"" + "[{,:\\\"".repeat(100_000) + "\"}";

        assertThat(ask(post("/api/v1/x", json, text)).status()).isEqualTo(401);
        assertThat(ask(chunked("/api/v1/x", json, chunk(text) + "0\r\n\r\n")).status())
                .isEqualTo(401);
        assertThat(ask(post("/api/v1/x", json, "[".repeat(64) + "]".repeat(64))).status())
                .isEqualTo(401);
    }

    @Test
    void who_waits_for_leave_to_send_a_body_gets_it() throws IOException {
        String body = "{\"a\":1}";
        String leave = "HTTP/1.1 100 \r\n\r\n";
        try (var waiting = new RawRequest(HERE, port)) {
            waiting.send(post("/api/v1/x", "Content-Type: application/json\r\n" + EXPECT, body.length(), ""));
            assertThat(waiting.first(leave.length())).isEqualTo(leave);

            assertThat(waiting.send(body).answer().status()).isEqualTo(401);
        }
    }

    @Test
    void a_form_in_chunks_is_read_like_any_other() throws IOException {
        String form = "Content-Type: application/x-www-form-urlencoded\r\nCookie: muster-form=abc\r\n";

        RawRequest.Answer answer = ask(chunked("/sign-in", form, chunk("_csrf=abc") + chunk("&email=x") + "0\r\n\r\n"));

        assertThat(answer.headers().get("location"))
                .as("a token that is known but not masked")
                .isEqualTo("/sign-in?expired=true");
    }

    @Test
    void an_anonymous_visit_writes_no_session_and_sets_no_session_cookie() {
        long before = sessions();
        var visitor = new Visitor(port);

        for (String page :
                List.of("/sign-in", "/", "/nowhere", "/set-password?code=x", "/first-start", "/assets/0/x")) {
            HttpResponse<String> answer = visitor.get(page);
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .as(page)
                    .noneMatch(cookie -> cookie.contains("session"));
        }
        visitor.get("/sign-in");
        assertThat(visitor.post("/sign-in", Map.of("email", "nobody@example.org", "password", "wrong"))
                        .statusCode())
                .as("the form's token holds without a session")
                .isEqualTo(401);

        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void a_form_without_the_cookie_it_came_with_is_refused() {
        var page = new Visitor(port);
        page.get("/sign-in");
        var other = new Visitor(port);

        HttpResponse<String> answer = other.post("/sign-in", Map.of("email", "x@example.org", "password", "x"));

        assertThat(Visitor.redirect(answer)).isEqualTo("/sign-in?expired=true");
    }

    @Test
    void a_client_has_at_most_200_connections_and_others_do_not_notice() throws IOException {
        String client = "127.0.0.5";
        var open = new ArrayList<RawRequest>();
        try {
            for (int connection = 0; connection < 200; connection++) {
                open.add(new RawRequest(client, port).send("GET /sign-in HTTP/1.1\r\n"));
            }
            try (var over = new RawRequest(client, port)) {
                assertThat(over.answer().status()).as("closed at once").isZero();
            }
            assertThat(new Visitor(port).get("/sign-in").statusCode()).isEqualTo(200);
        } finally {
            for (RawRequest connection : open) {
                connection.close();
            }
        }
        ServerProcess.await(() -> answered(client));
    }

    /// They were opened before all tests; nobody waits for them longer than for the others.
    @Test
    @Order(Integer.MAX_VALUE)
    void a_connection_that_brings_no_headers_is_closed_after_10_s_and_an_idle_one_after_20() {
        assertThat(silent.join()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(19));
        assertThat(trickling.join()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(19));
        assertThat(idle.join()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(39));
    }

    @Test
    void bodies_that_do_not_come_hold_few_threads() throws IOException {
        String client = "127.0.0.7";
        String begun = "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\na";
        var slow = new ArrayList<RawRequest>();
        var statuses = new TreeSet<Integer>();
        try {
            for (int body = 0; body < 60; body++) {
                slow.add(new RawRequest(client, port).send(begun));
            }
            assertThat(new Visitor(port).get("/sign-in").statusCode()).isEqualTo(200);
            for (RawRequest body : slow) {
                statuses.add(body.answer().status());
            }
        } finally {
            for (RawRequest body : slow) {
                body.close();
            }
        }
        assertThat(statuses).containsExactly(408, 503);
    }

    @Test
    void signing_in_leaves_the_cookie_of_the_form_behind_and_the_session_says_that_there_is_no_tls() {
        assertThat(server.until("travel unencrypted").output().split("travel unencrypted", -1))
                .as("said once")
                .hasSize(2);
        assertThat(cameIn.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("muster-form-without-tls=;"))
                .anyMatch(cookie -> cookie.startsWith("muster-session-without-tls="))
                .allMatch(cookie -> cookie.matches("muster-[a-z]+-without-tls=.*"));
    }

    @Test
    void a_crowd_that_sends_too_much_changes_nothing_for_others_in_128_mb() throws Exception {
        try (ExecutorService crowd = Executors.newFixedThreadPool(100)) {
            List<Future<Integer>> posts =
                    crowdOfPosts().stream().map(crowd::submit).toList();

            int pages = 0;
            while (pages == 0 || posts.stream().anyMatch(post -> !post.isDone())) {
                long began = System.nanoTime();
                assertThat(ana.get("/t/acme/integrations").statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
                pages++;
            }

            for (Future<Integer> status : posts) {
                assertThat(status.get()).isIn(0, 400, 413, 503);
            }
        }
        assertThat(server.output() + server.errors()).doesNotContain("OutOfMemory");
    }

    @Test
    void thousands_of_half_open_connections_of_one_client_leave_the_sign_in_to_others() throws IOException {
        var halfOpen = new ArrayList<RawRequest>();
        try {
            for (int connection = 0; connection < HALF_OPEN; connection++) {
                halfOpen.add(new RawRequest("127.0.0.8", port));
            }
            var ben = new Visitor(port);
            assertThat(ben.signIn(FirstTenant.EMAIL, FirstTenant.PASSWORD).statusCode())
                    .isEqualTo(302);
        } finally {
            for (RawRequest connection : halfOpen) {
                connection.close();
            }
        }
    }

    private static List<Callable<Integer>> crowdOfPosts() {
        String json = "Content-Type: application/json\r\n";
        String large = " ".repeat(1_100_000);
        List<String> posts = List.of(
                post("/api/v1/x", json, large),
                chunked("/api/v1/x", json, chunk(large) + "0\r\n\r\n"),
                post("/api/v1/x", json, "[".repeat(900_000)),
                post("/api/v1/x", json, "[" + "1,".repeat(449_999) + "]"));
        return IntStream.range(0, 100)
                .<Callable<Integer>>mapToObj(number -> {
                    // Of ten clients, which together may have more bodies under way than all may.
                    String client = "127.0.1." + (1 + number % 10);
                    return () -> statusOf(client, posts.get(number % posts.size()));
                })
                .toList();
    }

    private static int statusOf(String client, String request) throws IOException {
        try (var raw = new RawRequest(client, port)) {
            return raw.send(request).answer().status();
        } catch (SocketException closedWhileSending) {
            return 0;
        }
    }

    private static CompletableFuture<Duration> begun(Supplier<Duration> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().daemon().name("slow client").start(task));
    }

    /// @return how long the server kept the connection after this was sent
    private static Duration untilClosed(String client, String sent) {
        long began = System.nanoTime();
        try (var connection = new RawRequest(client, port)) {
            connection.send(sent).answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// @return how long the server listened to headers that never end
    private static Duration untilATrickleIsRefused() {
        long began = System.nanoTime();
        try (var slow = new RawRequest("127.0.0.6", port)) {
            slow.send("GET /sign-in HTTP/1.1\r\nHost: x\r\n");
            while (goesOn(slow)) {
                LockSupport.parkNanos(BETWEEN_LINES.toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static boolean goesOn(RawRequest slow) {
        try {
            slow.send("X: y\r\n");
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean answered(String client) {
        try (var again = new RawRequest(client, port)) {
            return again.send("GET /sign-in HTTP/1.1" + END).answer().status() == 200;
        } catch (IOException closed) {
            return false;
        }
    }

    private static long sessions() {
        return JdbcClient.create(database.owner())
                .sql("select count(*) from web_session")
                .query(Long.class)
                .single();
    }

    private static RawRequest.Answer ask(String request) throws IOException {
        try (var raw = new RawRequest(HERE, port)) {
            return raw.send(request).answer();
        }
    }

    private static String post(String path, String headers, String body) {
        return post(path, headers, body.length(), body);
    }

    private static String post(String path, String headers, int length, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + length + "\r\n"
                + headers + "\r\n" + body;
    }

    private static String chunked(String path, String headers, String chunks) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n" + headers
                + "\r\n" + chunks;
    }

    private static String chunked(String path, String chunks) {
        return chunked(path, "Content-Type: application/x-www-form-urlencoded\r\n", chunks);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
