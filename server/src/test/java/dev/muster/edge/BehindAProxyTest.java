package dev.muster.edge;

import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ServerProcess;
import dev.muster.database.TestPostgres;
import dev.muster.signin.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The packaged server below a path, with proxies named and others that are not. Needs a loopback network of several
/// addresses, as Linux has.
@Tag("database")
@Tag("packaged")
class BehindAProxyTest {
    private static final String NAMED = "127.0.0.3";
    private static final String STRANGER = "127.0.0.4";
    private static final String START = "/t/" + FirstTenant.SLUG;
    private static final Pattern LISTENS = Pattern.compile("it listens at http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern ADDRESS =
            Pattern.compile("\\s(?:href|src|action|formaction|hx-get|hx-post)=\"([^\"]*)\"");
    private static final List<String> PAGES = List.of(
            "/home", "/integrations", "/integrations/add", "/settings/members", "/settings/tokens", "/settings/audit");

    private static Path accessLog = Path.of("");
    private static ServerProcess server;
    private static int port;

    @BeforeAll
    static void a_server_that_knows_its_address_and_its_proxies() throws IOException {
        Path folder = Files.createDirectories(TestPostgres.newFolder());
        Path data = folder.resolve("data");
        accessLog = data.resolve("logs/access.log");
        var environment = new HashMap<>(TestPostgres.freshDatabase().address().environment());
        environment.put("MUSTER_URL", "https://example.org/muster");
        environment.put("MUSTER_TRUSTED_PROXIES", NAMED + ", 10.0.0.0/8");
        server = ServerProcess.start(folder, environment, "--port", "0", "--data", data.toString(), "--access-log")
                .untilReady();
        Matcher listens = LISTENS.matcher(server.output());
        assertThat(listens.find()).as(server.output()).isTrue();
        port = Integer.parseInt(listens.group(1));
        try (var proxy = new ForwardingProxy(NAMED, port, true)) {
            FirstTenant.made(server, new Visitor(proxy.port()), "/muster");
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @ParameterizedTest(name = "path stripped: {0}")
    @ValueSource(booleans = {true, false})
    void every_link_form_file_cookie_and_redirect_stays_below_the_path(boolean strips) throws IOException {
        try (var proxy = new ForwardingProxy(NAMED, port, strips)) {
            var ana = new Visitor(proxy.port());

            assertThat(redirect(ana.get("/muster/"))).isEqualTo("/muster/sign-in");
            assertThat(redirect(ana.get("/muster" + START))).startsWith("/muster/sign-in?to=%2Ft%2F");
            HttpResponse<String> signIn = ana.get("/muster/sign-in");
            assertThat(signIn.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie -> cookie.startsWith("__Secure-muster-form=") && cookie.contains("Path=/muster;"));
            assertThat(addresses(signIn)).allMatch(address -> address.startsWith("/muster/"));
            assertThat(ana.get(asset(signIn, "muster.css")).statusCode()).isEqualTo(200);
            assertThat(ana.get(asset(signIn, "inter-latin-400-normal.woff2")).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> in = ana.post(
                    "/muster/sign-in",
                    Map.of(
                            "email",
                            FirstTenant.EMAIL,
                            "password",
                            FirstTenant.PASSWORD,
                            "to",
                            START + "/settings/members"));
            assertThat(redirect(in)).isEqualTo("/muster" + START + "/settings/members");
            assertThat(in.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie ->
                            cookie.startsWith("__Secure-muster-session=") && cookie.contains("Path=/muster;"));
            assertThat(redirect(ana.get("/muster/"))).isEqualTo("/muster" + START + "/home");

            for (String page : PAGES) {
                HttpResponse<String> answer = ana.get("/muster" + START + page);
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(addresses(answer))
                        .as(page)
                        .isNotEmpty()
                        .allMatch(address -> address.matches("(/muster/|#|https://).*"));
            }
            HttpResponse<String> dark = ana.post("/muster/theme", Map.of("theme", "dark", "back", START));
            assertThat(redirect(dark)).isEqualTo("/muster" + START);
            assertThat(dark.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie ->
                            cookie.startsWith("__Secure-muster-theme=dark;") && cookie.contains("Path=/muster/;"));
            assertThat(ana.get("/muster" + START + "/home").body()).contains("data-theme=\"dark\"");
            HttpResponse<String> missing = ana.get("/muster" + START + "/nothing");
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(addresses(missing)).allMatch(address -> address.matches("(/muster/|#).*"));
            assertThat(redirect(ana.post("/muster/sign-out", Map.of()))).isEqualTo("/muster/sign-in?left=true");
        }
    }

    @Test
    void a_part_of_a_page_that_htmx_asks_for_is_sent_to_the_sign_in_below_the_path() throws Exception {
        HttpResponse<String> answer = ask(
                NAMED,
                "/t/acme/x",
                "HX-Request",
                "true",
                "HX-Current-URL",
                "https://example.org/muster/t/acme/integrations?q=1");

        assertThat(answer.headers().firstValue("HX-Redirect"))
                .hasValue("/muster/sign-in?to=%2Ft%2Facme%2Fintegrations%3Fq%3D1");
    }

    @Test
    void links_that_leave_the_server_are_made_of_its_url_whatever_a_request_claims() throws Exception {
        try (var proxy = new ForwardingProxy(NAMED, port, true)) {
            var ana = new Visitor(proxy.port());
            ana.get("/muster/sign-in");
            ana.post("/muster/sign-in", Map.of("email", FirstTenant.EMAIL, "password", FirstTenant.PASSWORD));
            String members = "/muster" + START + "/settings/members";
            ana.get(members);

            HttpResponse<String> invited = ana.post(
                    members,
                    Map.of("email", "priya@acme.example", "name", "Priya", "role", "AUDITOR"),
                    "X-Forwarded-Host",
                    "evil.example",
                    "Forwarded",
                    "host=evil.example");

            assertThat(invited.body())
                    .contains("https://example.org/muster/invitation?code=")
                    .doesNotContain("evil.example");
        }
        assertThat(ask(NAMED, "/api/v1/openapi.json").body()).contains("\"url\":\"https://example.org/muster\"");
    }

    @ParameterizedTest(name = "{0} says {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    127.0.0.4 | 203.0.113.9                          | 127.0.0.4
                    127.0.0.3 | 203.0.113.9                          | 203.0.113.9
                    127.0.0.3 | 6.6.6.6, 203.0.113.9                 | 203.0.113.9
                    127.0.0.3 | 6.6.6.6, 203.0.113.9, 10.1.2.3       | 203.0.113.9
                    127.0.0.3 | 6.6.6.6, nonsense, 10.1.2.3          | 10.1.2.3
                    127.0.0.3 | 203.0.113.9:4711                     | 203.0.113.9
                    127.0.0.3 | [2001:db8::7]:4711                   | 2001:db8:0:0:0:0:0:7
                    127.0.0.3 | ''                                   | 127.0.0.3
                    """)
    void the_address_of_a_client_is_the_one_that_named_proxies_saw(String peer, String said, String client)
            throws Exception {
        HttpResponse<String> answer =
                ask(peer, "/sign-in", "X-Forwarded-For", said, "X-Real-IP", "6.6.6.6", "Forwarded", "for=6.6.6.6");

        assertThat(whoAsked(answer)).isEqualTo(client);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {NAMED, STRANGER})
    void a_forged_header_changes_neither_scheme_nor_host_nor_path(String peer) throws Exception {
        String[] forged = {
            "X-Forwarded-Proto", "http",
            "X-Forwarded-Host", "evil.example",
            "X-Forwarded-Port", "1",
            "X-Forwarded-Prefix", "/evil",
            "X-Forwarded-Ssl", "off",
            "X-Original-URL", "/evil",
            "Forwarded", "host=evil.example;proto=http"
        };

        HttpResponse<String> page = ask(peer, "/sign-in", forged);
        HttpResponse<String> call = ask(peer, "/api/v1/openapi.json", forged);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("evil");
        assertThat(page.headers().toString()).doesNotContain("evil");
        assertThat(page.headers().firstValue("Strict-Transport-Security"))
                .as("https")
                .isPresent();
        assertThat(addresses(page)).isNotEmpty().allMatch(address -> address.startsWith("/muster/"));
        assertThat(call.body())
                .contains("\"url\":\"https://example.org/muster\"")
                .doesNotContain("evil");
    }

    @Test
    void a_cookie_that_holds_no_secret_is_as_guarded_as_that_of_the_session() throws Exception {
        HttpResponse<String> page = ask(STRANGER, "/sign-in");

        assertThat(page.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("__Secure-muster-form=")
                .contains("; Secure", "; HttpOnly", "; SameSite=Lax");
    }

    private static HttpResponse<String> ask(String from, String path, String... headers) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(from))
                .build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            return client.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /// The address that the access log has for a request: the second word of its line.
    private static String whoAsked(HttpResponse<?> answer) {
        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        ServerProcess.await(() -> line(id).isPresent());
        return line(id).orElseThrow().split(" ", 3)[1];
    }

    private static Optional<String> line(String id) {
        try (var lines = Files.lines(accessLog)) {
            return lines.filter(line -> line.contains(id)).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> addresses(HttpResponse<String> page) {
        return ADDRESS.matcher(page.body())
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static String asset(HttpResponse<String> page, String name) {
        return Pattern.compile("\"(/muster/assets/[^\"]*/" + Pattern.quote(name) + ")\"")
                .matcher(page.body())
                .results()
                .map((MatchResult result) -> result.group(1))
                .findFirst()
                .orElseThrow();
    }
}
