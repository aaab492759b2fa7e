package dev.muster.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.signin.Passwords;
import dev.muster.signin.Visitor;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Users;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the server does with requests before it looks at who sent them. Needs a loopback network of several addresses,
/// as Linux has.
@MusterTest
@ExtendWith(OutputCaptureExtension.class)
class EdgeTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String HERE = "127.0.0.1";
    private static final String END = "\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final Set<String> SAFE = Set.of(
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "permissions-policy");

    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Users users;

    @Autowired
    private FreshDatabase database;

    @Autowired
    private SessionName sessionName;

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

    static Stream<Arguments> tooMuch() {
        String json = "Content-Type: application/json\r\n";
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        String large = " ".repeat(1_000_001);
        String fields = "{" + "\"a\":1,".repeat(1_000) + "\"a\":1}";
        return Stream.of(
                Arguments.of("a body over 1 MB", post("/api/v1/t/x/y", json, large), 413),
                Arguments.of("a form over 1 MB", post("/sign-in", form, "a=" + large), 413),
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
    void too_much_is_refused_before_anybody_asks_who_sent_it(
            String what, String request, int status, CapturedOutput log) throws IOException {
        RawRequest.Answer answer = ask(request);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().get("content-type"))
                .startsWith(request.contains(" /api/") ? "application/problem+json" : "text/html");
        assertThat(answer.headers().keySet()).containsAll(SAFE);
        assertThat(answer.body()).contains("Nothing was changed");
        assertThat(log.getAll().lines().filter(line -> line.contains("was refused (")))
                .as("lines in the log")
                .hasSize(1);
        assertThat(log.getAll()).doesNotContain("\tat ");
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
                    .noneMatch(cookie -> cookie.startsWith(sessionName.value()));
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

    @Test
    void headers_that_trickle_are_given_up() throws IOException {
        try (var slow = new RawRequest("127.0.0.6", port)) {
            slow.send("GET /sign-in HTTP/1.1\r\nHost: x\r\n");
            ServerProcess.await(() -> !goesOn(slow));
        }
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
    void signing_in_leaves_the_cookie_of_the_form_behind() {
        TenantAccess acme = people.tenant("acme");
        passwords.set(acme.user(), PASSWORD);
        var ana = new Visitor(port);

        HttpResponse<String> in =
                ana.signIn(users.find(acme.user()).orElseThrow().email(), PASSWORD);

        assertThat(in.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("muster-form=;"))
                .anyMatch(cookie -> cookie.startsWith("muster-session="));
    }

    private boolean goesOn(RawRequest slow) {
        try {
            slow.send("X: y\r\n");
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private boolean answered(String client) {
        try (var again = new RawRequest(client, port)) {
            return again.send("GET /sign-in HTTP/1.1" + END).answer().status() == 200;
        } catch (IOException closed) {
            return false;
        }
    }

    private long sessions() {
        return JdbcClient.create(database.owner())
                .sql("select count(*) from web_session")
                .query(Long.class)
                .single();
    }

    private RawRequest.Answer ask(String request) throws IOException {
        try (var raw = new RawRequest(HERE, port)) {
            return raw.send(request).answer();
        }
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n"
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
