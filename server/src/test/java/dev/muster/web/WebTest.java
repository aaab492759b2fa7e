package dev.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.MusterTest;
import dev.muster.problem.Conflict;
import dev.muster.signin.Passwords;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Users;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

@MusterTest
@Import(WebTest.Faulty.class)
@ExtendWith(OutputCaptureExtension.class)
class WebTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Pattern STYLES = Pattern.compile("/assets/[0-9a-f]{12}/muster\\.css");
    private static final Pattern REFERENCE =
            Pattern.compile("(?<![\\w-])[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}(?![\\w-])");

    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Users users;

    private TenantAccess acme;
    private Visitor ana;

    /// Pages that go wrong in every way.
    @Controller
    @Does(Action.SEE)
    static class Faulty {
        @GetMapping("/t/{tenant}/faulty")
        String breaks(TenantAccess access) {
            throw new IllegalStateException(
                    "secret inside of %s".formatted(access.tenant().slug()));
        }

        @PostMapping("/t/{tenant}/faulty")
        String breaksWhileChanging(TenantAccess access) {
            throw new IllegalStateException("secret inside");
        }

        @GetMapping("/t/{tenant}/conflict")
        String isLate(TenantAccess access) {
            throw new Conflict("Priya Raman was first. Look at the page again.");
        }
    }

    @BeforeEach
    void an_administrator_is_signed_in() {
        acme = people.tenant("acme");
        passwords.set(acme.user(), PASSWORD);
        ana = new Visitor(port);
        ana.signIn(users.find(acme.user()).orElseThrow().email(), PASSWORD);
    }

    @Test
    void styles_are_compressed_and_kept_for_ever_below_the_digest_of_their_content() {
        String styles = find(STYLES, new Visitor(port).get("/sign-in").body());

        HttpResponse<String> answer = new Visitor(port).get(styles, "Accept-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).isEqualTo("text/css;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable", "max-age=31536000");
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .as("a session for a style sheet")
                .isEmpty();
    }

    @Test
    void scripts_and_pictures_say_in_which_characters_they_are_written() {
        assertThat(List.of("muster.js", "muster.svg", "inter-latin-400-normal.woff2"))
                .map(name -> new Visitor(port)
                        .get("/assets/000000000000/" + name)
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .containsExactly("text/javascript;charset=UTF-8", "image/svg+xml;charset=UTF-8", "font/woff2");
    }

    @Test
    void an_asset_asked_by_the_digest_of_another_version_is_not_kept() {
        HttpResponse<String> answer = new Visitor(port).get("/assets/000000000000/muster.css");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(new Visitor(port)
                        .get("/assets/000000000000/application.yaml")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_chosen_theme_is_in_the_next_page() {
        ana.get(at("/settings/members"));

        HttpResponse<String> chosen = ana.post("/theme", Map.of("theme", "dark", "back", at("/settings/members?x=1")));

        assertThat(Visitor.redirect(chosen)).isEqualTo(at("/settings/members?x=1"));
        assertThat(ana.get(at("/settings/members")).body()).contains("data-bs-theme=\"dark\"");
    }

    @Test
    void the_choice_of_a_theme_leads_to_no_other_server() {
        for (String back : new String[] {"//evil.example", "/\\evil.example", "https://evil.example", "/\tx"}) {
            ana.get(at("/settings/members"));

            assertThat(ana.post("/theme", Map.of("theme", "dark", "back", back))
                            .headers()
                            .firstValue("Location"))
                    .as(back)
                    .hasValue("/");
        }
    }

    @Test
    void a_failed_page_shows_a_reference_and_the_log_holds_the_cause_under_it(CapturedOutput log) {
        HttpResponse<String> answer = ana.get(at("/faulty"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains(
                        "This page could not be made",
                        "Nothing was changed",
                        acme.tenant().name())
                .doesNotContain("secret inside", "IllegalState");
        assertThat(log).contains(find(REFERENCE, answer.body()), "secret inside");
    }

    @Test
    void a_failed_change_does_not_claim_that_nothing_was_changed() {
        ana.get(at("/settings/members"));

        HttpResponse<String> answer = ana.post(at("/faulty"), Map.of());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("This could not be done").doesNotContain("Nothing was changed", "Try again");
    }

    @Test
    void a_conflict_says_who_was_first() {
        HttpResponse<String> answer = ana.get(at("/conflict"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Priya Raman was first. Look at the page again.");
    }

    @Test
    void a_part_of_a_page_that_fails_is_answered_with_a_note() {
        HttpResponse<String> answer = ana.get(at("/faulty"), "HX-Request", "true");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("role=\"alert\"", "Reference").doesNotContain("<html");
    }

    @Test
    void what_does_not_exist_and_what_belongs_to_others_look_the_same() {
        TenantAccess globex = people.tenant("globex");

        String nothing = ana.get("/t/no-such-tenant/settings/members").body();
        HttpResponse<String> foreign =
                ana.get("/t/%s/settings/members".formatted(globex.tenant().slug()));

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(withoutNonce(foreign.body())).isEqualTo(withoutNonce(nothing));
    }

    @Test
    void an_unknown_address_and_a_wrong_method_are_pages_too() {
        assertThat(ana.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(ana.get("/nowhere").body()).contains("There is nothing at this address");
        assertThat(ana.get("/theme").statusCode()).isEqualTo(405);
        assertThat(ana.get("/theme").body()).contains("This address takes only forms");
    }

    private String at(String path) {
        return "/t/" + acme.tenant().slug() + path;
    }

    private static String withoutNonce(String page) {
        return page.replaceAll("nonce=\"[^\"]*\"", "").replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    private static String find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as("%s in %s", pattern, text).isTrue();
        return found.group();
    }
}
