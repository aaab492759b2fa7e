package dev.muster.sso;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The same with a provider that is not ours; `deploy/keycloak-test` starts it, with the realm of
/// `deploy/keycloak-realm.json`.
@MusterTest
@EnabledIfSystemProperty(named = "muster.test.keycloak", matches = ".+")
class KeycloakTest {
    private static final String ISSUER = System.getProperty("muster.test.keycloak", "");
    private static final String SECRET = "known to a realm for tests alone";
    private static final String DOMAIN = "keycloak.example";
    private static final String MEI = "mei.tanaka@" + DOMAIN;
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private SignOnSettings settings;

    @Autowired
    private Discovery discovery;

    @Autowired
    private Members members;

    @Autowired
    private FreshDatabase database;

    private final HttpClient atKeycloak = HttpClient.newHttpClient();
    /// Browsers take this machine for a secure place, and Java's own cookies do not.
    private final Map<String, String> cookies = new HashMap<>();
    private TenantAccess acme;

    @BeforeEach
    void a_tenant_with_the_domain_of_the_realm() {
        acme = people.tenant("acme");
        setUp(SECRET);
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql("delete from proved_domain where domain = ?").param(DOMAIN).update();
        owner.sql("insert into proved_domain (domain, proved_for, proved_at) values (?, ?, now())")
                .param(DOMAIN)
                .param(acme.id().value())
                .update();
    }

    @Test
    void somebody_joins_with_the_role_of_their_group_and_confirms_that_it_is_them() throws Exception {
        assertThat(discovery.test(ISSUER)).isPositive();
        var browser = new Visitor(port);

        HttpResponse<String> in = browser.get(signedIn(leaving(browser), "mei"));

        assertThat(in.statusCode()).as(in.body()).isEqualTo(302);
        assertThat(home(browser)).isEqualTo(200);
        assertThat(members.of(acme.id()).stream().filter(one -> one.email().equals(MEI)))
                .singleElement()
                .returns("Mei Tanaka", Member::name)
                .returns(Role.AUDITOR, Member::role);
        String again = browser.get("/sign-in/single-sign-on/again")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(browser.get(signedIn(again, "mei")).body()).contains("It is you");
    }

    @Test
    void whose_email_was_not_verified_and_who_brings_a_wrong_secret_stays_out() throws Exception {
        var browser = new Visitor(port);
        assertThat(browser.get(signedIn(leaving(browser), "ben")).body())
                .contains("Your provider told no e-mail address that it has verified");

        setUp("wrong");
        var other = new Visitor(port);
        String back = signedIn(leaving(other), "ben");
        assertThat(other.get(back).body()).contains("did not take what Muster brought (unauthorized_client)");
        assertThat(home(other)).isEqualTo(302);
    }

    @Test
    void whom_it_signs_out_is_signed_out_here() throws Exception {
        var administrator = new Administrator();
        administrator.nameSignOuts("http://127.0.0.1:" + port + SignOutCalls.path(acme.tenant()));
        var browser = new Visitor(port);
        browser.get(signedIn(leaving(browser), "mei"));
        assertThat(home(browser)).isEqualTo(200);

        administrator.signOut("mei");

        assertThat(home(browser)).isEqualTo(302);
    }

    /// Whoever runs the Keycloak.
    private final class Administrator {
        private final String at = ISSUER.replace("/realms/", "/admin/realms/");
        private final JsonMapper json = new JsonMapper();
        private final String token;

        Administrator() throws IOException, InterruptedException {
            String form =
                    "grant_type=client_credentials&client_id=set-up&client_secret=" + URLEncoder.encode(SECRET, UTF_8);
            HttpResponse<String> answer =
                    ask(HttpRequest.newBuilder(URI.create(ISSUER + "/protocol/openid-connect/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form)));
            token = json.readTree(answer.body()).path("access_token").asString();
        }

        void nameSignOuts(String address) throws IOException, InterruptedException {
            ObjectNode client = (ObjectNode)
                    json.readTree(send("/clients?clientId=muster", "GET", "")).get(0);
            ((ObjectNode) client.get("attributes")).put("backchannel.logout.url", address);
            send("/clients/" + client.get("id").asString(), "PUT", client.toString());
        }

        void signOut(String user) throws IOException, InterruptedException {
            JsonNode found = json.readTree(send("/users?exact=true&username=" + user, "GET", ""));
            send("/users/" + found.get(0).get("id").asString() + "/logout", "POST", "");
        }

        private String send(String path, String method, String body) throws IOException, InterruptedException {
            HttpResponse<String> answer = ask(HttpRequest.newBuilder(URI.create(at + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body)));
            assertThat(answer.statusCode()).as(path + answer.body()).isBetween(200, 204);
            return answer.body();
        }
    }

    private void setUp(String secret) {
        settings.save(
                acme,
                new Wanted(
                        ISSUER, "muster", secret, "groups", true, List.of(new Wanted.GroupRow("auditors", "AUDITOR"))));
    }

    private int home(Visitor browser) {
        return browser.get("/t/" + acme.tenant().slug() + "/home").statusCode();
    }

    private static String leaving(Visitor browser) {
        browser.get("/sign-in/single-sign-on");
        return browser.post("/sign-in/single-sign-on", Map.of("email", MEI))
                .headers()
                .firstValue("Refresh")
                .orElseThrow()
                .substring("0; url=".length());
    }

    /// Fills Keycloak's form, if it shows one; where the browser is sent then.
    private String signedIn(String address, String user) throws IOException, InterruptedException {
        HttpResponse<String> page =
                ask(HttpRequest.newBuilder(URI.create(address)).GET());
        if (page.statusCode() == 200) {
            Matcher form = FORM.matcher(page.body());
            assertThat(form.find()).as(page.body()).isTrue();
            String fields =
                    "username=%s&password=%s".formatted(user, URLEncoder.encode("correct horse battery", UTF_8));
            page = ask(HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(fields)));
        }
        URI back = URI.create(page.headers().firstValue("Location").orElseThrow());
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        String sent = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        HttpResponse<String> answer =
                atKeycloak.send(request.header("Cookie", sent).build(), BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(cookie -> {
            String[] pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
            cookies.put(pair[0], pair[1]);
        });
        return answer;
    }
}
