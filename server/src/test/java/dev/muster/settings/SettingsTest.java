package dev.muster.settings;

import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.audit.AuditTrail;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.database.TenantTransactions;
import dev.muster.signin.Passwords;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@MusterTest
class SettingsTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Pattern LINK = Pattern.compile("/invitation\\?code=[A-Za-z0-9_-]{43}");
    private static final Pattern KEPT = Pattern.compile("(?<=name=\"kept-form\" value=\")[^\"]+");
    private static final Pattern TOKEN = Pattern.compile("mst_[A-Za-z0-9_-]{64}");

    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Users users;

    @Autowired
    private Members members;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private TenantTransactions transactions;

    @Autowired
    private FreshDatabase database;

    private TenantAccess acme;
    private Visitor ana;

    @BeforeEach
    void an_administrator_at_the_members_page() {
        acme = people.tenant("acme");
        ana = visitor(acme);
        ana.get(at("members"));
    }

    @Test
    void an_invitation_is_accepted_by_a_link_that_works_once() {
        String page = add("New.Person@" + acme.tenant().slug() + ".example", "REVIEWER")
                .body();
        String link = find(LINK, page);
        assertThat(ana.get(at("members")).body()).contains("Invited, ends").doesNotContain(code(link));
        var newcomer = new Visitor(port);

        assertThat(newcomer.get(link).body()).contains("Join acme as Reviewer").contains("New Person");
        HttpResponse<String> tooShort =
                newcomer.post("/invitation", Map.of("code", code(link), "name", "Nora Person", "password", "short"));
        assertThat(tooShort.statusCode()).isEqualTo(422);
        assertThat(redirect(newcomer.post(
                        "/invitation", Map.of("code", code(link), "name", "Nora Person", "password", PASSWORD))))
                .isEqualTo("/t/" + acme.tenant().slug());

        assertThat(ana.get(at("members")).body()).contains("Nora Person").doesNotContain("Invited, ends");
        HttpResponse<String> again = new Visitor(port).get(link);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("This invitation was answered or taken back");
    }

    @Test
    void whoever_is_signed_in_adds_the_tenant_to_the_sign_in_they_have() {
        TenantAccess globex = people.tenant("globex");
        Visitor grace = visitor(globex);
        String link = find(
                LINK,
                add("elsewhere@" + acme.tenant().slug() + ".example", "AUDITOR").body());

        assertThat(grace.get(link).body()).contains("Join with this sign-in").contains(email(globex.user()));
        assertThat(members.find(acme.id(), globex.user())).isEmpty();
        JdbcClient.create(database.owner())
                .sql("update web_session set attributes = attributes - 'last-proof' where user_id = ?")
                .param(globex.user().value())
                .update();
        HttpResponse<String> asked = grace.post("/invitation/join", Map.of("code", code(link)));
        assertThat(asked.statusCode()).as("by whoever found the session open").isEqualTo(401);
        assertThat(members.find(acme.id(), globex.user())).isEmpty();
        grace.post("/invitation/join", Map.of("kept-form", find(KEPT, asked.body()), "proof", PASSWORD));

        assertThat(members.find(acme.id(), globex.user())).map(Member::role).contains(Role.AUDITOR);
        assertThat(redirect(new Visitor(port).signIn(email(globex.user()), PASSWORD)))
                .isEqualTo("/");
    }

    @Test
    void an_invitation_ends_when_it_is_declined_taken_back_renewed_or_its_inviter_may_no_longer_invite() {
        String email = "mei.tanaka@" + acme.tenant().slug() + ".example";
        String declined = find(LINK, add(email, "REVIEWER").body());
        var mei = new Visitor(port);
        mei.get(declined);
        assertThat(mei.post("/invitation/decline", Map.of("code", code(declined)))
                        .body())
                .contains("You declined to join acme");
        assertThat(mei.get(declined).statusCode()).isEqualTo(404);

        String first = find(LINK, add(email, "REVIEWER").body());
        String list = ana.get(at("members")).body();
        String renew = find(Pattern.compile("/t/[^\"]+/invitations/[0-9a-f-]{36}/link"), list);
        String second = find(LINK, ana.post(renew, Map.of()).body());
        assertThat(mei.get(first).statusCode()).isEqualTo(404);
        assertThat(mei.get(second).statusCode()).isEqualTo(200);
        ana.get(at("members"));
        ana.post(renew.replace("/link", "/withdraw"), Map.of());
        assertThat(mei.get(second).statusCode()).isEqualTo(404);

        TenantAccess ben = people.member(acme, "Ben Ode", Role.ADMINISTRATOR);
        Visitor bens = visitor(ben);
        bens.get(at("members"));
        String left = find(
                LINK,
                bens.post(at("members"), Map.of("email", email, "name", "Mei Tanaka", "role", "ADMINISTRATOR"))
                        .body());
        members.changeRole(acme.id(), acme.actor(), ben.user(), Role.REVIEWER);
        assertThat(mei.get(left).statusCode()).isEqualTo(404);
    }

    @Test
    void faults_are_shown_beside_what_was_typed_and_the_double_is_told() {
        HttpResponse<String> faulty = ana.post(
                at("members"), Map.of("email", "no e-mail", "name", "<script>alert(1)</script>", "role", "KING"));
        HttpResponse<String> twice = add(email(acme.user()), "REVIEWER");

        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body())
                .contains("E-mail needs the form name@company.example.")
                .contains("Choose one of the roles.")
                .doesNotContain("<script>alert(1)");
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.body()).contains("is a member already");
    }

    @Test
    void the_last_administrator_stays_and_the_page_says_what_to_do_first() {
        HttpResponse<String> answer = ana.post(member(acme.user()) + "/role", Map.of("role", "AUDITOR"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Make somebody else Administrator first");
    }

    @Test
    void a_role_is_changed_and_a_member_removed() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.REVIEWER);

        ana.post(member(ben.user()) + "/role", Map.of("role", "AUDITOR"));
        assertThat(ana.get(at("members")).body()).contains("Ben Ode is now Auditor.");
        assertThat(redirect(ana.post(member(ben.user()) + "/remove", Map.of()))).isEqualTo(at("members"));

        assertThat(members.find(acme.id(), ben.user())).isEmpty();
    }

    @Test
    void who_may_not_manage_members_sees_them_and_is_told_whom_to_ask() {
        Visitor ben = visitor(people.member(acme, "Ben Ode", Role.RISK_MANAGER));

        assertThat(ben.get(at("members")).body()).contains("Ana Lima").contains("Ben Ode");
        HttpResponse<String> refused = ben.post(member(acme.user()) + "/remove", Map.of());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Members are managed by Administrators of acme");
    }

    @Test
    void a_token_is_shown_once_and_opens_the_api_until_it_is_revoked() {
        ana.get(at("tokens"));
        String token = find(
                TOKEN,
                ana.post(at("tokens"), Map.of("name", "ci", "days", "30", "scopes", "READ"))
                        .body());
        String call = "/api/v1/tenants/" + acme.tenant().slug() + "/nothing";
        assertThat(new Visitor(port)
                        .get(call, "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(404);

        String list = ana.get(at("tokens")).body();
        assertThat(list).contains("ci").doesNotContain(token);
        String revoke = find(Pattern.compile("/t/[^\"]+/settings/tokens/[0-9a-f-]{36}/revoke"), list);
        ana.post(revoke, Map.of());

        assertThat(new Visitor(port)
                        .get(call, "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
        assertThat(sessions()).doesNotContain(token);
    }

    @Test
    void a_token_needs_a_name_and_one_of_the_lifetimes() {
        ana.get(at("tokens"));

        assertThat(ana.post(at("tokens"), Map.of("name", "", "days", "30", "scopes", "READ"))
                        .body())
                .contains("Name is missing.");
        assertThat(ana.post(at("tokens"), Map.of("name", "ci", "days", "10000")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void the_audit_record_is_listed_filtered_and_checked() {
        for (int entry = 1; entry <= 60; entry++) {
            String subject = "Pagerduty " + entry;
            transactions.write(
                    acme.id(),
                    () -> audit.record(
                            acme.id(), acme.actor(), "integration.added", subject, Map.of("integration", "17")));
        }

        String newest = ana.get(at("audit")).body();
        assertThat(newest).contains("Pagerduty 60").contains("before=").doesNotContain("Pagerduty 10<");
        assertThat(ana.get(at("audit") + "?before=12").body()).contains("tenant.created", "53–63 of 63");
        assertThat(ana.get(at("audit") + "?q=PAGERduty%2059").body())
                .contains("Pagerduty 59")
                .doesNotContain("Pagerduty 58");
        assertThat(ana.get(at("audit") + "?check=true").body())
                .contains(
                        "All 63 entries are as they were written and signed. Nothing was published yet. Hash of the newest: ",
                        "Public key: 302a");
        assertThat(ana.get(at("audit") + "?q=%00" + "x".repeat(3000)).statusCode())
                .isEqualTo(422);
    }

    @Test
    void the_audit_record_is_kept_as_files_that_are_narrowed_like_the_page() {
        transactions.write(acme.id(), () -> {
            for (int entry = 1; entry <= 501; entry++) {
                audit.record(acme.id(), acme.actor(), "sync.requested", "=Pagerduty " + entry, Map.of());
            }
        });

        String csv = ana.get(at("audit.csv") + "?what=syncs").body();
        String lines = ana.get(at("audit.jsonl") + "?what=syncs").body();

        assertThat(csv.lines()).hasSize(502);
        assertThat(csv).startsWith("\uFEFFnumber,at,actor_kind,").contains(",sync.requested,'=Pagerduty 1,");
        assertThat(lines.lines()).hasSize(502).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(lines).contains("asked for a sync of =Pagerduty 501\"").doesNotContain("tenant.created");
        assertThat(ana.get(at("audit.csv") + "?what=nothing").statusCode()).isEqualTo(422);
        assertThat(ana.get(at("audit.jsonl") + "?before=3").statusCode()).isEqualTo(422);
    }

    @Test
    void a_reviewer_may_not_read_the_audit_record_and_learns_who_may() {
        Visitor ben = visitor(people.member(acme, "Ben Ode", Role.REVIEWER));

        HttpResponse<String> answer = ben.get(at("audit"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("read by Administrators, Risk Managers and Auditors");
    }

    private Visitor visitor(TenantAccess who) {
        passwords.set(who.user(), PASSWORD);
        var visitor = new Visitor(port);
        visitor.signIn(email(who.user()), PASSWORD);
        visitor.get("/choose-tenant");
        return visitor;
    }

    private HttpResponse<String> add(String email, String role) {
        return ana.post(at("members"), Map.of("email", email, "name", "New Person", "role", role));
    }

    private String email(UserId user) {
        return users.find(user).orElseThrow().email();
    }

    private String at(String page) {
        return "/t/" + acme.tenant().slug() + "/settings/" + page;
    }

    private String member(UserId user) {
        return at("members") + "/" + user.value();
    }

    private String sessions() {
        return JdbcClient.create(database.owner())
                .sql("select coalesce(string_agg(attributes::text, ' '), '') from web_session")
                .query(String.class)
                .single();
    }

    private static String code(String link) {
        return link.substring(link.indexOf('=') + 1);
    }

    private static String find(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        assertThat(found.find()).as("the page holds %s", pattern).isTrue();
        return found.group();
    }
}
