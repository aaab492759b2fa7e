package dev.muster;

import static dev.muster.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationDraft;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.invitation.Invitations;
import dev.muster.ledger.Retention;
import dev.muster.signin.KnownPassword;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.Scope;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import dev.muster.token.ApiToken;
import dev.muster.token.ApiTokens;
import dev.muster.token.WantedToken;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Attacks that were thought of by reading the code after those of [AttackTest] had failed. Others of that look are
/// beside what they attack: single sign-on, files, webhooks, cursors, isolation.
@MusterTest
class SecondLookTest {
    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private Users users;

    @Autowired
    private Members members;

    @Autowired
    private Invitations invitations;

    @Autowired
    private Integrations integrations;

    @Autowired
    private Retention retention;

    @Autowired
    private ApiTokens tokens;

    @Autowired
    private FreshDatabase database;

    private TenantAccess acme;

    @BeforeEach
    void a_tenant() {
        acme = people.tenant("acme");
        JdbcClient.create(database.owner())
                .sql("delete from sign_in_attempt where starts_with(subject, 'address ')")
                .update();
    }

    @Test
    void who_signs_in_where_somebody_else_was_signed_in_inherits_nothing() {
        TenantAccess rita = people.member(acme, "Rita Falk", Role.REVIEWER);
        Visitor browser = visitor(acme);
        browser.get("/second-factor");
        String draft = browser.post("/second-factor/begin", Map.of("password", KnownPassword.TEXT))
                .body();
        assertThat(draft).contains("<svg");

        KnownPassword.give(JdbcClient.create(database.owner()), rita.user());
        browser.post("/sign-in", Map.of("email", email(rita.user()), "password", KnownPassword.TEXT));

        HttpResponse<String> hers = browser.get("/second-factor");
        assertThat(hers.statusCode()).isEqualTo(200);
        assertThat(hers.body()).contains(email(rita.user()), "/second-factor/begin");
        assertThat(attributesOfSessions(rita.user())).doesNotContain("factor-draft");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/{x}", "/t/{tenant}/home", "/\u560d\u560aSet-Cookie:muster-session=x", "/%0d%0aX:1"})
    void an_address_to_go_on_to_neither_breaks_the_way_in_nor_writes_into_the_answer(String to) {
        Visitor browser = visitor(acme);

        HttpResponse<String> on = browser.get("/sign-in?to=" + URLEncoder.encode(to, UTF_8));
        HttpResponse<String> theme = browser.post("/theme", Map.of("theme", "dark", "back", to));

        assertThat(on.statusCode()).isEqualTo(302);
        assertThat(on.headers().allValues("Location"))
                .singleElement()
                .asString()
                .startsWith("/");
        assertThat(theme.statusCode()).isEqualTo(303);
        for (HttpResponse<String> answer : List.of(on, theme)) {
            assertThat(answer.headers().map()).doesNotContainKey("X");
            assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("session=x"));
        }
    }

    @Test
    void a_link_that_ends_while_it_is_being_answered_lets_nobody_in() throws Exception {
        String path = Objects.requireNonNull(invitations
                .invite(acme, "Mal Ory", "mal@acme.example", "ADMINISTRATOR")
                .path());
        var invited = new Visitor(port);
        invited.get(path);
        try (Connection administrator = database.administrator().getConnection();
                Statement statement = administrator.createStatement()) {
            administrator.setAutoCommit(false);
            // Another Administrator invites the same person with less to do, and is not done yet.
            statement.executeUpdate(
                    "update invitation set role = 'AUDITOR', code_hash = sha256('another') where tenant_id = '%s'"
                            .formatted(acme.id().value()));

            CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> invited.post(
                    "/invitation",
                    Map.of(
                            "code",
                            path.substring(path.indexOf('=') + 1),
                            "name",
                            "Mal Ory",
                            "password",
                            "nine crows on a fence")));
            eventually(() -> waitingFor("delete from invitation"), waiting -> waiting == 1);
            administrator.commit();

            assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
        }
        assertThat(members.of(acme.id())).extracting(Member::user).containsExactly(acme.user());
    }

    @Test
    void whoever_is_no_administrator_any_more_answers_for_no_service_that_is_one() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.ADMINISTRATOR);
        tokens.make(ben, new WantedToken("ci", Duration.ofDays(1), Set.of(Scope.ADMIN), true));

        members.changeRole(acme.id(), acme.actor(), ben.user(), Role.REVIEWER);

        TenantAccess demoted = new TenantAccess(acme.tenant(), ben.user(), "Ben Ode", Role.REVIEWER, ben.actor());
        assertThat(tokens.seenBy(demoted)).isEmpty();
        assertThat(tokens.seenBy(acme))
                .singleElement()
                .extracting(ApiToken::owner)
                .isEqualTo(acme.user());
    }

    @Test
    void whoever_found_a_session_open_shortens_no_history() {
        Visitor found = visitor(acme);
        found.get(at("/settings/retention"));
        int before = retention.months(acme.id());
        JdbcClient.create(database.owner())
                .sql("update web_session set attributes = attributes - 'last-proof' where user_id = ?")
                .param(acme.user().value())
                .update();

        HttpResponse<String> asked = found.post(at("/settings/retention"), Map.of("months", "13"));

        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.body()).contains("Confirm that it is you");
        assertThat(retention.months(acme.id())).isEqualTo(before);
    }

    @Test
    void a_body_that_says_one_thing_twice_is_refused() {
        ApiClient.Answer answer =
                api(acme).put("/signing-in", "{\"secondFactorRequired\": true, \"secondFactorRequired\": false}");

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
        assertThat(answer.json().get("detail").asString()).startsWith("The body is missing or is not the JSON");
    }

    @Test
    void nobody_of_another_tenant_and_no_auditor_is_made_to_answer_by_a_removal() {
        TenantAccess globex = people.tenant("globex");
        TenantAccess rita = people.member(acme, "Rita Falk", Role.REVIEWER);
        TenantAccess otto = people.member(acme, "Otto Berg", Role.AUDITOR);
        IntegrationId one = owned("One", rita);
        IntegrationId two = owned("Two", rita);

        members.remove(
                acme.id(), acme.actor(), rita.user(), Map.of(one.value(), globex.user(), two.value(), otto.user()));

        for (IntegrationId id : List.of(one, two)) {
            assertThat(integrations.get(acme.id(), id).integration().primaryOwner())
                    .isEqualTo(acme.user());
        }
    }

    private IntegrationId owned(String name, TenantAccess owner) {
        return integrations.add(
                acme,
                "pagerduty",
                new IntegrationDraft(name, "", owner.user(), List.of(), Integration.HoldLimit.USUAL));
    }

    private long waitingFor(String statement) {
        return JdbcClient.create(database.administrator())
                .sql("""
                        select count(*) from pg_stat_activity
                         where datname = current_database() and wait_event_type = 'Lock'
                           and position(:statement in query) = 1
                        """)
                .param("statement", statement)
                .query(Long.class)
                .single();
    }

    private String attributesOfSessions(UserId user) {
        return JdbcClient.create(database.owner())
                .sql("select coalesce(string_agg(attributes::text, ' '), '') from web_session where user_id = ?")
                .param(user.value())
                .query(String.class)
                .single();
    }

    private ApiClient api(TenantAccess who) {
        return new ApiClient(
                "http://127.0.0.1:%d/api/v1/tenants/%s"
                        .formatted(port, who.tenant().slug()),
                tokens.make(who, "test", null).text());
    }

    private Visitor visitor(TenantAccess who) {
        KnownPassword.give(JdbcClient.create(database.owner()), who.user());
        var visitor = new Visitor(port);
        visitor.signIn(email(who.user()), KnownPassword.TEXT);
        visitor.get("/choose-tenant");
        return visitor;
    }

    private String email(UserId user) {
        return users.find(user).orElseThrow().email();
    }

    private String at(String page) {
        return "/t/" + acme.tenant().slug() + page;
    }
}
