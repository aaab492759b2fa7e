package dev.muster.edge;

import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.MusterTest;
import dev.muster.signin.Passwords;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Users;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// One server below a path, with proxies named and others that are not. Needs a loopback network of several addresses,
/// as Linux has.
@MusterTest
@Import(BehindAProxyTest.Mirror.class)
@TestPropertySource(
        properties = {"muster.url=https://example.org/muster", "muster.trusted-proxies=127.0.0.3, 10.0.0.0/8"})
class BehindAProxyTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String NAMED = "127.0.0.3";
    private static final String STRANGER = "127.0.0.4";
    private static final Pattern ADDRESS =
            Pattern.compile("\\s(?:href|src|action|formaction|hx-get|hx-post)=\"([^\"]*)\"");
    private static final List<String> PAGES = List.of(
            "/home", "/integrations", "/integrations/add", "/settings/members", "/settings/tokens", "/settings/audit");

    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Users users;

    private TenantAccess acme;
    private String email = "";

    /// Shows whom the server takes somebody for.
    @RestController
    @Does(Action.SEE)
    static class Mirror {
        @GetMapping("/assets/seen")
        String seen(HttpServletRequest request) {
            return "%s %s %s %d %s %s"
                    .formatted(
                            request.getRemoteAddr(),
                            request.getScheme(),
                            request.getServerName(),
                            request.getServerPort(),
                            request.isSecure(),
                            request.getHeader("X-Forwarded-For"));
        }
    }

    @BeforeEach
    void an_administrator() {
        acme = people.tenant("acme");
        passwords.set(acme.user(), PASSWORD);
        email = users.find(acme.user()).orElseThrow().email();
    }

    @ParameterizedTest(name = "path stripped: {0}")
    @ValueSource(booleans = {true, false})
    void every_link_form_file_cookie_and_redirect_stays_below_the_path(boolean strips) throws IOException {
        try (var proxy = new ForwardingProxy(NAMED, port, strips)) {
            var ana = new Visitor(proxy.port());

            assertThat(redirect(ana.get("/muster/"))).isEqualTo("/muster/sign-in");
            String start = "/t/" + acme.tenant().slug();
            assertThat(redirect(ana.get("/muster" + start))).startsWith("/muster/sign-in?to=%2Ft%2F");
            HttpResponse<String> signIn = ana.get("/muster/sign-in");
            assertThat(signIn.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie -> cookie.startsWith("__Secure-muster-form=") && cookie.contains("Path=/muster;"));
            assertThat(addresses(signIn)).allMatch(address -> address.startsWith("/muster/"));
            assertThat(ana.get(asset(signIn, "muster.css")).statusCode()).isEqualTo(200);
            assertThat(ana.get(asset(signIn, "inter-latin-400-normal.woff2")).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> in = ana.post(
                    "/muster/sign-in", Map.of("email", email, "password", PASSWORD, "to", start + "/settings/members"));
            assertThat(redirect(in)).isEqualTo("/muster" + start + "/settings/members");
            assertThat(in.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie ->
                            cookie.startsWith("__Secure-muster-session=") && cookie.contains("Path=/muster;"));
            assertThat(redirect(ana.get("/muster/"))).isEqualTo("/muster" + start + "/home");

            for (String page : PAGES) {
                HttpResponse<String> answer = ana.get("/muster" + start + page);
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(addresses(answer))
                        .as(page)
                        .isNotEmpty()
                        .allMatch(address -> address.matches("(/muster/|#|https://).*"));
            }
            HttpResponse<String> dark = ana.post("/muster/theme", Map.of("theme", "dark", "back", start));
            assertThat(redirect(dark)).isEqualTo("/muster" + start);
            assertThat(dark.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie ->
                            cookie.startsWith("__Secure-muster-theme=dark;") && cookie.contains("Path=/muster/;"));
            assertThat(ana.get("/muster" + start + "/home").body()).contains("data-theme=\"dark\"");
            HttpResponse<String> missing = ana.get("/muster" + start + "/nothing");
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
            ana.post("/muster/sign-in", Map.of("email", email, "password", PASSWORD));
            String members = "/muster/t/" + acme.tenant().slug() + "/settings/members";
            ana.get(members);

            HttpResponse<String> invited = ana.post(
                    members,
                    Map.of("email", "priya@" + acme.tenant().slug() + ".example", "name", "Priya", "role", "AUDITOR"),
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
        String seen = ask(
                        peer,
                        "/assets/seen",
                        "X-Forwarded-For",
                        said,
                        "X-Real-IP",
                        "6.6.6.6",
                        "Forwarded",
                        "for=6.6.6.6")
                .body();

        assertThat(seen).isEqualTo(client + " https example.org 443 true null");
    }

    @Test
    void a_forged_header_of_a_stranger_changes_neither_scheme_nor_host() throws Exception {
        String seen = ask(
                        STRANGER,
                        "/assets/seen",
                        "X-Forwarded-Proto",
                        "http",
                        "X-Forwarded-Host",
                        "evil.example",
                        "X-Forwarded-Port",
                        "1",
                        "X-Forwarded-Prefix",
                        "/evil")
                .body();

        assertThat(seen).isEqualTo("127.0.0.4 https example.org 443 true null");
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

    private HttpResponse<String> ask(String from, String path, String... headers) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(from))
                .build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            return client.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(),
                    HttpResponse.BodyHandlers.ofString());
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
