package dev.muster.settings;

import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.factor.AuthenticatorApp;
import dev.muster.factor.Draft;
import dev.muster.factor.FactorsOfMembers;
import dev.muster.factor.Passkeys;
import dev.muster.factor.SecondFactors;
import dev.muster.passkey.SoftAuthenticator;
import dev.muster.signin.KnownPassword;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Passkeys over the pages, with an authenticator that says what a test has it say.
@MusterTest
class PasskeyPagesTest {
    private static final String STEP = "/sign-in/second-factor";
    private static final String PASSKEYS = "/second-factor/passkeys";
    private static final Pattern CHALLENGE = Pattern.compile("\"challenge\":\"([^\"]+)\"");
    private static final Pattern RECOVERY = Pattern.compile("<li>((?:[a-z2-7]{4}-){5}[a-z2-7]{4})</li>");
    private static final Pattern KEPT = Pattern.compile("name=\"kept-form\" value=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private Users users;

    @Autowired
    private Members members;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private FactorsOfMembers ofMembers;

    @Autowired
    private Passkeys passkeys;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private FreshDatabase database;

    private TenantAccess acme;
    private Visitor ana;
    private SoftAuthenticator device;

    @BeforeEach
    void somebody_with_a_passkey() {
        acme = people.tenant("acme");
        ana = visitor(acme.user());
        device = device();
    }

    @Test
    void a_passkey_is_made_lets_in_after_the_password_and_proves_again_who_somebody_is() {
        String made = add(ana, device, "MacBook").body();
        assertThat(made).contains("The second factor is on");
        assertThat(RECOVERY.matcher(made).results()).hasSize(10);
        assertThat(ana.get(at("/security")).body()).contains("Passkey, MacBook", "not used yet", "10 of 10 left");

        Visitor browser = half(acme.user());
        assertThat(browser.get(STEP).body())
                .contains("Use a passkey", "Passkeys need script")
                .doesNotContain("Code from your authenticator app");
        assertThat(redirect(answer(browser, device))).isEqualTo("/");
        assertThat(browser.get(at("/security")).body()).contains("last used");

        forgetProofs();
        String tokensPage = at("/settings/tokens");
        HttpResponse<String> asked = browser.post(tokensPage, Map.of("name", "ci", "days", "30", "scopes", "READ"));
        assertThat(asked.statusCode()).isEqualTo(401);
        String kept = group(KEPT, asked.body());
        String proof = use(browser, PASSKEYS + "/ask", device);
        HttpResponse<String> done = browser.post(tokensPage, Map.of("kept-form", kept, "passkey", proof));
        assertThat(done.body()).contains("mst_");
        assertThat(recorded()).containsSubsequence("token.created", "passkey.used", "passkey.used", "passkey.added");
    }

    @Test
    void an_answer_counts_once_and_in_the_session_that_asked_alone() {
        add(ana, device, "MacBook");
        Visitor browser = half(acme.user());
        Visitor thief = half(acme.user());
        browser.get(STEP);
        thief.get(STEP);
        String proof = use(browser, STEP + "/passkey", device);

        assertThat(thief.post(STEP, Map.of("passkey", proof)).statusCode())
                .as("where nothing was asked")
                .isEqualTo(401);
        thief.post(STEP + "/passkey", Map.of());
        assertThat(thief.post(STEP, Map.of("passkey", proof)).statusCode())
                .as("where something else was asked")
                .isEqualTo(401);
        assertThat(redirect(browser.post(STEP, Map.of("passkey", proof)))).isEqualTo("/");

        browser.get(at("/security"));
        forgetProofs();
        String end = at("/security/sessions/end");
        String kept = group(KEPT, browser.post(end, Map.of()).body());
        String again = use(browser, PASSKEYS + "/ask", device);
        assertThat(redirect(browser.post(end, Map.of("kept-form", kept, "passkey", again))))
                .isEqualTo(at("/security"));
        forgetProofs();
        assertThat(browser.post(end, Map.of("kept-form", kept, "passkey", again))
                        .statusCode())
                .as("the same answer once more")
                .isEqualTo(401);
        assertThat(refusals()).hasSize(3).allMatch(why -> why.contains("answers no question of this session"));
    }

    @Test
    void of_many_answers_in_the_same_moment_one_counts() throws Exception {
        add(ana, device, "One that does not count");
        Visitor browser = half(acme.user());
        browser.get(STEP);
        device.counter = -1;
        String proof = use(browser, STEP + "/passkey", device);

        try (ExecutorService requests = Executors.newFixedThreadPool(8)) {
            List<Future<HttpResponse<String>>> answers =
                    requests.invokeAll(Collections.nCopies(8, () -> browser.post(STEP, Map.of("passkey", proof))));
            long right = 0;
            for (Future<HttpResponse<String>> one : answers) {
                right += redirect(one.get()).equals("/") ? 1 : 0;
            }
            assertThat(right).isEqualTo(1);
        }
        assertThat(recorded().stream().filter("passkey.used"::equals)).hasSize(1);
    }

    @Test
    void a_question_is_good_for_five_minutes() {
        add(ana, device, "MacBook");
        Visitor browser = half(acme.user());
        browser.get(STEP);
        String proof = use(browser, STEP + "/passkey", device);
        JdbcClient.create(database.owner()).sql("""
                        update web_session
                           set attributes = attributes || jsonb_build_object('passkey-challenge',
                                   '2026-01-01T00:00:00Z ' || split_part(attributes ->> 'passkey-challenge', ' ', 2))
                         where attributes ? 'passkey-challenge'
                        """.replace("?", "??")).update();

        assertThat(browser.post(STEP, Map.of("passkey", proof)).statusCode()).isEqualTo(401);
        assertThat(refusals()).singleElement().asString().contains("too long ago");
    }

    @Test
    void a_counter_that_went_back_is_refused_and_recorded() {
        add(ana, device, "MacBook");
        device.counter = 40;
        Visitor browser = half(acme.user());
        browser.get(STEP);
        assertThat(redirect(answer(browser, device))).isEqualTo("/");

        device.counter = 7;
        Visitor copy = half(acme.user());
        copy.get(STEP);
        HttpResponse<String> refused = answer(copy, device);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("The passkey was refused");
        assertThat(refusals()).singleElement().asString().contains("may have been copied");
    }

    @Test
    void a_passkey_of_somebody_else_is_refused() {
        add(ana, device, "MacBook");
        TenantAccess ben = people.member(acme, "Ben Ode", Role.REVIEWER);
        SoftAuthenticator bens = device();
        add(visitor(ben.user()), bens, "Telephone");

        Visitor browser = half(acme.user());
        browser.get(STEP);
        assertThat(answer(browser, bens).statusCode()).isEqualTo(401);
        assertThat(refusals()).singleElement().asString().contains("none of theirs");

        HttpResponse<String> taken = add(visitorWithPasskey(ben.user(), bens), device, "Hers");
        assertThat(taken.statusCode()).isEqualTo(422);
        assertThat(taken.body()).contains("known already");
    }

    @Test
    void a_recovery_code_goes_on_working_and_adding_asks_for_a_fresh_proof() {
        String code = group(RECOVERY, add(ana, device, "MacBook").body());

        Visitor browser = half(acme.user());
        assertThat(browser.get(STEP + "?recovery=true").body()).contains("Recovery code");
        assertThat(redirect(browser.post(STEP, Map.of("code", code, "recovery", "true"))))
                .isEqualTo("/");
        browser.get(at("/security"));
        forgetProofs();
        HttpResponse<String> asked = browser.post(PASSKEYS + "/new", Map.of());
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.body()).contains("Use a passkey", "Recovery code").doesNotContain("Your password");
        assertThat(browser.post(PASSKEYS, Map.of("name", "x", "passkey", "{}")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_last_factor_stays_where_one_is_required_and_all_go_with_the_last() {
        add(ana, device, "MacBook");
        ana.get(at("/security"));
        add(ana, device(), "Key");
        ofMembers.require(acme, true);
        List<UUID> all = passkeys.of(acme.user()).stream().map(one -> one.id()).toList();

        remove(all.getFirst());
        HttpResponse<String> last = remove(all.getLast());
        assertThat(last.statusCode()).isEqualTo(409);
        assertThat(last.body()).contains("acme requires a second factor");
        assertThat(ana.get(at("/security")).body()).contains("Passkey, Key", "not removed while acme");

        ofMembers.require(acme, false);
        assertThat(redirect(remove(all.getLast()))).isEqualTo(at("/security"));
        assertThat(factors.isOn(acme.user())).isFalse();
        assertThat(ana.get(at("/security")).body()).contains("Your password alone lets you in");
        assertThat(recorded()).containsSubsequence("passkey.removed", "passkey.removed", "passkey.added");
    }

    @Test
    void app_and_passkey_go_one_by_one() {
        User user = users.find(acme.user()).orElseThrow();
        Draft draft = factors.draft(user);
        factors.turnOn(user, draft.sealed(), new AuthenticatorApp(draft.key()).code(), "");
        ana = visitor(acme.user());
        ana.get(at("/security"));
        String added = redirect(add(ana, device, "MacBook"));
        assertThat(added).isEqualTo(at("/security"));
        assertThat(ana.get(added).body()).contains("Passkey, MacBook", "Authenticator app", "9 of 10 left");
        UUID passkey = passkeys.of(acme.user()).getFirst().id();
        ana.post(PASSKEYS + "/" + passkey + "/name", Map.of("name", "MacBook of Ana", "to", at("/security")));
        assertThat(ana.get(added).body()).contains("Passkey, MacBook of Ana", "is called MacBook of Ana now");
        ana.post(PASSKEYS + "/" + passkey + "/name", Map.of("name", " ", "to", at("/security")));
        assertThat(ana.get(added).body()).contains("Passkey, MacBook of Ana", "keeps its name: Name is missing.");
        assertThat(recorded()).contains("passkey.renamed");
        ofMembers.require(acme, true);

        assertThat(ana.get("/second-factor/off").body()).contains("Your passkeys and recovery codes go on");
        ana.post("/second-factor/off", Map.of("password", KnownPassword.TEXT));

        assertThat(factors.hasApp(acme.user())).isFalse();
        assertThat(factors.isOn(acme.user())).isTrue();
        assertThat(recorded()).contains("factor.app_removed");
    }

    @Test
    void an_administrator_takes_passkeys_away_too() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.REVIEWER);
        add(visitor(ben.user()), device, "Telephone");

        ofMembers.takeAway(acme, members.find(acme.id(), ben.user()).orElseThrow());

        assertThat(passkeys.of(ben.user())).isEmpty();
        assertThat(factors.isOn(ben.user())).isFalse();
    }

    @Test
    void at_an_ip_address_the_pages_say_why_there_are_none() {
        assertThat(ana.get(at("/security")).body()).contains("Add a passkey");
        add(ana, device, "MacBook");

        var byAddress = new Visitor(port);
        byAddress.signIn(email(acme.user()), KnownPassword.TEXT);
        assertThat(byAddress.get(STEP).body())
                .contains("Passkeys belong to a host with a name", "localhost:" + port, "Use a recovery code")
                .doesNotContain("data-asks");
        byAddress.get(STEP + "?recovery=true");
        assertThat(byAddress.post(STEP + "/passkey", Map.of()).statusCode()).isEqualTo(409);
    }

    private HttpResponse<String> add(Visitor visitor, SoftAuthenticator made, String name) {
        visitor.get(at("/security"));
        assertThat(visitor.post(PASSKEYS + "/new", Map.of()).body()).contains("Add a passkey", "localhost");
        String challenge =
                group(CHALLENGE, visitor.post(PASSKEYS + "/ask-new", Map.of()).body());
        return visitor.post(PASSKEYS, Map.of("name", name, "passkey", made.make(challenge), "to", at("/security")));
    }

    private HttpResponse<String> remove(UUID id) {
        ana.get(at("/security"));
        return ana.post(PASSKEYS + "/" + id + "/remove", Map.of("to", at("/security")));
    }

    private static HttpResponse<String> answer(Visitor visitor, SoftAuthenticator used) {
        return visitor.post(STEP, Map.of("passkey", use(visitor, STEP + "/passkey", used)));
    }

    private static String use(Visitor visitor, String asks, SoftAuthenticator used) {
        used.counter++;
        return used.use(group(CHALLENGE, visitor.post(asks, Map.of()).body()));
    }

    private SoftAuthenticator device() {
        return new SoftAuthenticator("localhost", "http://localhost:" + port);
    }

    /// Signed in, with a recovery code where one is needed.
    private Visitor visitor(UserId id) {
        Visitor visitor = half(id);
        if (factors.isOn(id)) {
            String code = factors.makeCodes(users.find(id).orElseThrow()).getFirst();
            visitor.get(STEP);
            visitor.post(STEP, Map.of("code", code));
        }
        return visitor;
    }

    private Visitor visitorWithPasskey(UserId id, SoftAuthenticator used) {
        Visitor visitor = half(id);
        visitor.get(STEP);
        answer(visitor, used);
        return visitor;
    }

    /// With the password alone.
    private Visitor half(UserId id) {
        KnownPassword.give(JdbcClient.create(database.owner()), id);
        Visitor visitor = Visitor.ofLocalhost(port);
        visitor.signIn(email(id), KnownPassword.TEXT);
        return visitor;
    }

    private String email(UserId id) {
        return users.find(id).orElseThrow().email();
    }

    private void forgetProofs() {
        JdbcClient.create(database.owner())
                .sql("update web_session set attributes = attributes - 'last-proof' where user_id = ?")
                .param(acme.user().value())
                .update();
    }

    private List<String> recorded() {
        return entries().stream().map(AuditEntry::action).toList();
    }

    private List<String> refusals() {
        return entries().stream()
                .filter(entry -> entry.action().equals("passkey.refused"))
                .map(entry -> String.valueOf(entry.details().get("why")))
                .toList();
    }

    private List<AuditEntry> entries() {
        return audit.page(acme.id(), AuditFilter.ALL, null, 50);
    }

    private String at(String below) {
        return "/t/" + acme.tenant().slug() + below;
    }

    private static String group(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }
}
