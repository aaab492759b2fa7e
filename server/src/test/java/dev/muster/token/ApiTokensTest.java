package dev.muster.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.audit.AuditEntry;
import dev.muster.audit.AuditFilter;
import dev.muster.audit.AuditTrail;
import dev.muster.database.FreshDatabase;
import dev.muster.database.MusterTest;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.signin.Passwords;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Action;
import dev.muster.tenant.Does;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.Scope;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Users;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@MusterTest
@Import(ApiTokensTest.Probe.class)
class ApiTokensTest {
    @LocalServerPort
    private int port;

    @Autowired
    private SomePeople people;

    @Autowired
    private ApiTokens tokens;

    @Autowired
    private Members members;

    @Autowired
    private FreshDatabase database;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private CallsAtTheDoor door;

    private TenantAccess acme;

    /// A call of the API that says who it thinks is calling, and one that fails as asked.
    @RestController
    @Does(Action.SEE)
    static class Probe {
        @GetMapping("/api/v1/tenants/{tenant}/probe")
        Map<String, String> who(TenantAccess access) {
            return Map.of(
                    "actor", access.actor().name(),
                    "kind", access.actor().kind().name(),
                    "role", access.role().title());
        }

        @GetMapping("/api/v1/tenants/{tenant}/fault")
        void fail(TenantAccess access, @RequestParam String how) {
            switch (how) {
                case "members" -> access.require(Action.MANAGE_MEMBERS);
                case "invalid" -> throw new InvalidInput(Map.of("name", "Name is missing."));
                case "conflict" -> throw new Conflict("Somebody else was first. Read it again.");
                default -> throw new IllegalStateException("canary detail");
            }
        }

        @PostMapping("/api/v1/tenants/{tenant}/probe")
        Map<String, String> echo(TenantAccess access, @RequestBody Map<String, String> body) {
            return body;
        }
    }

    @BeforeEach
    void a_tenant() {
        acme = people.tenant("acme");
    }

    @Test
    void a_token_acts_as_its_owner_with_the_role_of_the_moment() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.RISK_MANAGER);
        String token = tokens.make(ben, "ci", null).text();

        assertThat(call(acme, token).body())
                .contains("Ben Ode (API token ci)")
                .contains("API_TOKEN")
                .contains("Risk Manager");

        members.changeRole(acme.id(), acme.actor(), ben.user(), Role.AUDITOR);
        assertThat(call(acme, token).body()).contains("Auditor");

        members.remove(acme.id(), acme.actor(), ben.user());
        assertThat(call(acme, token).statusCode()).isEqualTo(401);
    }

    @Test
    void in_another_tenant_it_finds_nothing() {
        TenantAccess globex = people.tenant("globex");
        String token = tokens.make(acme, "ci", null).text();

        HttpResponse<String> answer = call(globex, token);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }

    @Test
    void without_a_valid_token_the_answer_says_how_to_get_one() {
        String revoked = make("revoked");
        tokens.revoke(acme, tokens.seenBy(acme).getFirst().id());
        String expired = tokens.make(acme, "expired", Duration.ofSeconds(-1)).text();
        String forged = expired.substring(0, expired.length() - 4) + "AAAA";

        for (String wrong : List.of(revoked, expired, forged, "mst_", "x".repeat(5_000))) {
            HttpResponse<String> answer = call(acme, wrong);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer realm=\"muster\", error=\"invalid_token\"");
            assertThat(answer.body())
                    .contains("unknown, has expired or was revoked")
                    .doesNotContain(wrong);
        }
        HttpResponse<String> none = new Visitor(port).get(address(acme));
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"muster\"");
        assertThat(none.body()).contains("\"status\":401").contains("Authorization: Bearer");
    }

    @Test
    void a_session_does_not_open_the_api_and_the_api_begins_none(
            @Autowired Passwords passwords, @Autowired Users users) {
        passwords.set(acme.user(), "correct horse battery");
        var visitor = new Visitor(port);
        visitor.signIn(users.find(acme.user()).orElseThrow().email(), "correct horse battery");

        assertThat(visitor.get(address(acme)).statusCode()).isEqualTo(401);
        assertThat(call(acme, make("ci")).headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void only_the_hash_is_stored_and_nothing_prints_the_token() {
        ApiTokens.Made made = tokens.make(acme, "ci", null);

        String stored = JdbcClient.create(database.owner())
                .sql("select string_agg(t::text, ' ') from api_token t")
                .query(String.class)
                .optional()
                .orElse("");

        assertThat(made.text()).startsWith("mst_").hasSize(68);
        assertThat(stored).doesNotContain(made.text().substring(8));
        assertThat(made.toString()).doesNotContain(made.text());
        assertThat(tokens.seenBy(acme).toString()).doesNotContain(made.text());
    }

    @Test
    void its_use_is_noted() {
        String token = make("ci");
        assertThat(tokens.seenBy(acme).getFirst().lastUsed()).isNull();

        call(acme, token);

        assertThat(tokens.seenBy(acme).getFirst().lastUsed()).isNotNull();
    }

    @Test
    void members_see_and_revoke_their_own_and_administrators_all() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.REVIEWER);
        make("of ana");
        tokens.make(ben, "of ben", null);

        assertThat(tokens.seenBy(ben)).extracting(ApiToken::name).containsExactly("of ben");
        assertThat(tokens.seenBy(acme)).extracting(ApiToken::name).containsExactlyInAnyOrder("of ana", "of ben");
        ApiToken anas = tokens.seenBy(acme).stream()
                .filter(token -> token.name().equals("of ana"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> tokens.revoke(ben, anas.id())).isInstanceOf(NoSuchThing.class);
        assertThat(tokens.revoke(acme, tokens.seenBy(ben).getFirst().id())).isEqualTo("of ben");
        assertThat(tokens.seenBy(ben)).isEmpty();
    }

    @Test
    void failures_are_problems_with_their_status() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.REVIEWER);
        String token = tokens.make(ben, "ci", null).text();

        assertProblem(fault(token, "members"), 403, "Members are managed by Administrators of acme; you are Reviewer");
        assertProblem(fault(token, "invalid"), 422, "\"errors\":{\"name\":\"Name is missing.\"}");
        assertProblem(fault(token, "conflict"), 409, "Somebody else was first.");
        assertProblem(fault(token, "bug"), 500, "\"reference\":\"");
        assertThat(fault(token, "bug").body()).doesNotContain("canary");
    }

    @Test
    void calls_that_lead_nowhere_are_problems_too() {
        String token = make("ci");
        var visitor = new Visitor(port);
        String[] bearer = {"Authorization", "Bearer " + token};

        assertProblem(visitor.get("/api/v1/nothing", bearer), 404, "\"status\":404");
        assertProblem(
                visitor.post("/api/v1/tenants/" + acme.tenant().slug() + "/fault", Map.of(), bearer),
                405,
                "\"status\":405");
        assertProblem(visitor.post(address(acme), Map.of(), bearer), 415, "\"status\":415");
    }

    @Test
    void the_description_of_the_api_names_its_calls_and_how_to_sign_in() {
        HttpResponse<String> description = new Visitor(port).get("/api/v1/openapi.json");

        assertThat(description.statusCode()).isEqualTo(200);
        assertThat(description.body())
                .contains("\"openapi\":\"3.1")
                .contains("/api/v1/tenants/{tenant}/grants")
                .contains("\"in\":\"path\"")
                .contains("\"scheme\":\"bearer\"")
                .doesNotContain("TenantAccess")
                .doesNotContain("/t/{tenant}");
    }

    @Test
    void a_token_does_no_more_than_its_scopes_and_says_which_it_lacks() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.REVIEWER);
        String reads = tokens.make(acme, wanted(Set.of(Scope.READ), false)).text();
        String integrates =
                tokens.make(acme, wanted(Set.of(Scope.INTEGRATIONS), false)).text();
        String all = make("all");

        assertThat(call(acme, reads).statusCode()).isEqualTo(200);
        assertProblem(fault(reads, "members"), 403, "lacks the scope Admin");
        assertProblem(call(acme, integrates), 403, "lacks the scope Read");
        assertProblem(fault(integrates, "members"), 403, "lacks the scope Read");
        assertThat(fault(all, "members").statusCode()).isEqualTo(200);
        assertThat(tokens.make(ben, "ci", null).token().scopes()).containsExactly(Scope.READ);
    }

    @Test
    void who_reads_or_reviews_makes_tokens_that_read_and_only_administrators_make_services() {
        for (Role role : List.of(Role.AUDITOR, Role.REVIEWER)) {
            TenantAccess ben = people.member(acme, "Ben Ode", role);
            assertThatThrownBy(() -> tokens.make(ben, wanted(Set.of(Scope.READ, Scope.INTEGRATIONS), false)))
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            input -> assertThat(input.faults()).containsOnlyKeys("scopes"));
        }
        TenantAccess cleo = people.member(acme, "Cleo Marsh", Role.RISK_MANAGER);
        assertThatThrownBy(() -> tokens.make(cleo, wanted(Set.of(Scope.READ), true)))
                .isInstanceOfSatisfying(
                        InvalidInput.class, input -> assertThat(input.faults()).containsOnlyKeys("service"));
        assertThatThrownBy(() -> tokens.make(acme, wanted(Set.of(), false))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void a_service_token_has_the_role_its_scopes_need_and_outlives_whoever_made_it() {
        TenantAccess ben = people.member(acme, "Ben Ode", Role.ADMINISTRATOR);
        String service = tokens.make(ben, wanted(Set.of(Scope.READ), true)).text();
        String personal = tokens.make(ben, wanted(Set.of(Scope.READ), false)).text();
        assertThat(call(acme, service).body()).contains("Service, for which Ben Ode answers (API token ci)", "Auditor");
        assertProblem(fault(service, "members"), 403, "you are Auditor there");

        members.remove(acme.id(), acme.actor(), ben.user());

        assertThat(call(acme, personal).statusCode()).isEqualTo(401);
        assertThat(call(acme, service).body()).contains("for which Ana Lima answers");
        assertThat(tokens.seenBy(acme)).extracting(ApiToken::ownerName).containsExactly("Ana Lima");
        assertThat(audit.page(acme.id(), AuditFilter.ALL, null, 50))
                .extracting(AuditEntry::action)
                .contains("token.handed_over");
    }

    @Test
    void a_token_of_before_scopes_can_do_what_it_could() {
        String former = make("former");
        JdbcClient administrator = JdbcClient.create(database.administrator());
        administrator
                .sql(
                        "update api_token set scopes = '{READ,INTEGRATIONS,ADMIN}', scopes_chosen = false where name = 'former'")
                .update();

        assertThat(fault(former, "members").statusCode()).isEqualTo(200);
        assertThat(tokens.seenBy(acme).getFirst().scoped()).isFalse();
    }

    @Test
    void answers_say_how_many_calls_are_left() {
        HttpResponse<String> answer = call(acme, make("ci"));

        assertThat(answer.headers().firstValue("RateLimit-Limit")).contains("1000000");
        assertThat(answer.headers().firstValue("RateLimit-Remaining")).contains("999999");
        assertThat(answer.headers().firstValue("RateLimit-Reset")).isPresent();
    }

    @Test
    void a_call_too_many_is_told_when_to_come_again() throws Exception {
        String token = make("ci");
        var rate = new CallRate("1", Clock.systemUTC());
        var filter = new BearerFilter(tokens, rate, door);
        var request = new MockHttpServletRequest("GET", address(acme));
        request.addHeader("Authorization", "Bearer " + token);
        filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());

        var refused = new MockHttpServletResponse();
        filter.doFilter(request, refused, new MockFilterChain());

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo(refused.getHeader("RateLimit-Reset"));
        assertThat(refused.getHeader("RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.getContentType()).startsWith("application/problem+json");
        assertThat(refused.getContentAsString()).contains("may call 1 times in a minute");
    }

    private static WantedToken wanted(Set<Scope> scopes, boolean service) {
        return new WantedToken("ci", ApiTokens.USUAL_LIFE, scopes, service);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String part) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains(part);
    }

    private String make(String name) {
        return tokens.make(acme, name, null).text();
    }

    private HttpResponse<String> call(TenantAccess tenant, String token) {
        return new Visitor(port).get(address(tenant), "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> fault(String token, String how) {
        return new Visitor(port)
                .get(
                        "/api/v1/tenants/" + acme.tenant().slug() + "/fault?how=" + how,
                        "Authorization",
                        "Bearer " + token);
    }

    private static String address(TenantAccess tenant) {
        return "/api/v1/tenants/" + tenant.tenant().slug() + "/probe";
    }
}
