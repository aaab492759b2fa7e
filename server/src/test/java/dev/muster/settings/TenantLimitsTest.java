package dev.muster.settings;

import static dev.muster.Eventually.eventually;
import static dev.muster.signin.Visitor.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.ApiClient;
import dev.muster.ApiClient.Answer;
import dev.muster.audit.AuditTrail;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.problem.InvalidInput;
import dev.muster.signin.KnownPassword;
import dev.muster.signin.Visitor;
import dev.muster.tenant.AccessLimits;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.Users;
import dev.muster.token.ApiToken;
import dev.muster.token.ApiTokens;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@MusterTest
class TenantLimitsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private Users users;

    @Autowired
    private Members members;

    @Autowired
    private Tenants tenants;

    @Autowired
    private TenantLimits limits;

    @Autowired
    private ApiTokens tokens;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private Clock clock;

    @Autowired
    private FreshDatabase database;

    private TenantAccess acme;
    private TenantAccess globex;
    private Visitor ana;

    @BeforeEach
    void somebody_in_two_tenants() {
        acme = people.tenant("acme");
        globex = people.tenant("globex");
        var user = users.find(acme.user()).orElseThrow();
        members.add(globex.id(), globex.actor(), user, Role.RISK_MANAGER);
        KnownPassword.give(JdbcClient.create(database.owner()), acme.user());
        ana = new Visitor(port);
        ana.signIn(user.email(), KnownPassword.TEXT);
    }

    @Test
    void a_shorter_time_ends_open_sessions_from_the_next_request_in_every_tenant_they_open() {
        age("last_used_at", Duration.ofMinutes(11));

        limits.set(acme, new AccessLimits(10, 12, 365));

        assertThat(redirect(ana.get("/"))).startsWith("/sign-in");
        assertThat(redirect(ana.get("/t/" + globex.tenant().slug() + "/home"))).startsWith("/sign-in");
    }

    @Test
    void the_strictest_tenant_counts_for_a_session_that_begins_later() {
        limits.set(acme, new AccessLimits(30, 2, 365));
        limits.set(globex, new AccessLimits(20, 9, 365));
        Visitor later = new Visitor(port);
        later.signIn(users.find(acme.user()).orElseThrow().email(), KnownPassword.TEXT);

        age("created_at", Duration.ofMinutes(119));
        assertThat(later.get("/choose-tenant").statusCode()).isEqualTo(200);
        age("created_at", Duration.ofMinutes(2));
        assertThat(redirect(later.get("/choose-tenant"))).startsWith("/sign-in");
    }

    @Test
    void a_session_takes_on_the_limits_of_a_tenant_that_its_user_joined_meanwhile() {
        TenantAccess strict = people.tenant("strict");
        limits.set(strict, new AccessLimits(5, 12, 365));
        members.add(strict.id(), strict.actor(), users.find(acme.user()).orElseThrow(), Role.REVIEWER);

        age("last_used_at", Duration.ofMinutes(6));
        assertThat(ana.get("/t/" + strict.tenant().slug() + "/home").statusCode())
                .isEqualTo(200);
        eventually(this::idleMinutes, List.of("5")::equals);
        age("last_used_at", Duration.ofMinutes(6));
        assertThat(redirect(ana.get("/choose-tenant"))).startsWith("/sign-in");
    }

    @Test
    void no_token_lives_longer_than_the_tenant_says() {
        ApiToken token =
                tokens.make(acme, "nightly export", Duration.ofDays(365)).token();
        ApiToken elsewhere =
                tokens.make(globex, "nightly export", Duration.ofDays(365)).token();

        limits.set(acme, new AccessLimits(30, 12, 40));

        assertThat(tokens.seenBy(acme).getFirst().expires())
                .isBefore(token.expires())
                .isBeforeOrEqualTo(clock.instant().plus(Duration.ofDays(40)));
        assertThat(tokens.seenBy(globex).getFirst().expires()).isEqualTo(elsewhere.expires());
        TenantAccess now = asNow(acme);
        assertThat(tokens.make(now, "ci", null).token().expires())
                .isBeforeOrEqualTo(clock.instant().plus(Duration.ofDays(40)));
        assertThatThrownBy(() -> tokens.make(now, "ci", Duration.ofDays(41)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        faulty -> assertThat(faulty.faults())
                                .containsEntry(
                                        "days",
                                        "Tokens of %s live 40 days at most."
                                                .formatted(acme.tenant().name())));
    }

    @Test
    void administrators_set_them_on_the_page_within_bounds_and_the_record_tells() {
        String page = "/t/" + acme.tenant().slug() + "/settings/signing-in";
        ana.get(page);

        HttpResponse<String> faulty = ana.post(
                page + "/limits", Map.of("sessionIdleMinutes", "31", "sessionHours", "0", "tokenDays", "many"));
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("from 5 to 30", "from 1 to 12", "from 1 to 365");
        ana.get(page);
        HttpResponse<String> saved =
                ana.post(page + "/limits", Map.of("sessionIdleMinutes", "15", "sessionHours", "8", "tokenDays", "90"));

        assertThat(redirect(saved)).isEqualTo(page);
        assertThat(ana.get(page).body()).contains("after 15 minutes without use", "data-idle=\"900\"");
        assertThat(tenants.find(acme.id()).orElseThrow().limits()).isEqualTo(new AccessLimits(15, 8, 90));
        assertThat(audit.all(acme.id(), "tenant.limits_changed").getFirst().details())
                .containsEntry("before", "sessions 30 minutes idle and 12 hours in all, tokens 365 days")
                .containsEntry("after", "sessions 15 minutes idle and 8 hours in all, tokens 90 days");
    }

    @Test
    void calls_change_them_and_leave_what_they_do_not_name() {
        String base = "http://127.0.0.1:%d/api/v1/tenants/%s"
                .formatted(port, acme.tenant().slug());
        var api = ApiClient.of(URI.create(base), tokens.make(acme, "ci", null).text());

        Answer changed = api.put("/signing-in", "{\"secondFactorRequired\":false,\"sessionHours\":4}");
        Answer refused = api.put("/signing-in", "{\"secondFactorRequired\":false,\"tokenDays\":366}");

        assertThat(changed.json().toString())
                .isEqualTo("{\"secondFactorRequired\":false,\"sessionIdleMinutes\":30,"
                        + "\"sessionHours\":4,\"tokenDays\":365}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().toString()).contains("Write a whole number from 1 to 365.");
        assertThat(api.get("/signing-in").json()).isEqualTo(changed.json());
    }

    private TenantAccess asNow(TenantAccess access) {
        return new TenantAccess(
                tenants.find(access.id()).orElseThrow(),
                access.user(),
                access.userName(),
                access.role(),
                access.actor());
    }

    /// What was stored of the sessions: a request stores it after its answer.
    private List<String> idleMinutes() {
        return JdbcClient.create(database.owner())
                .sql(
                        "select coalesce(attributes ->> 'idleMinutes', '') as minutes from web_session where user_id = :user")
                .param("user", acme.user().value())
                .query((row, index) -> row.getString("minutes"))
                .list();
    }

    private void age(String moment, Duration by) {
        JdbcClient.create(database.owner())
                .sql("update web_session set %s = %s - make_interval(mins => :by) where user_id = :user"
                        .formatted(moment, moment))
                .param("by", (int) by.toMinutes())
                .param("user", acme.user().value())
                .update();
    }
}
