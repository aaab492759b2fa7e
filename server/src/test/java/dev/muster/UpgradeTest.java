package dev.muster;

import static dev.muster.database.ReleasedDatabase.LINK_OF_THEN;
import static dev.muster.database.ReleasedDatabase.ODD_EMAIL;
import static dev.muster.database.ReleasedDatabase.PASSWORD_OF_THEN;
import static dev.muster.database.ReleasedDatabase.UNASKED;
import static dev.muster.signin.Visitor.redirect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.Chain;
import dev.muster.connector.Configuration;
import dev.muster.connector.Secret;
import dev.muster.database.ReleasedDatabase;
import dev.muster.integration.Configurations;
import dev.muster.integration.Integration;
import dev.muster.integration.Integrations;
import dev.muster.invitation.Invitations;
import dev.muster.signin.Visitor;
import dev.muster.tenant.AccessLimits;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.Scope;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.Users;
import dev.muster.token.ApiTokens;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/// What release 0.1 stored is there and works under this version.
@Tag("database")
@Tag("oldest-database")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ReleasedDatabase.class)
class UpgradeTest {
    /// Of the made-up account in the dump.
    private static final String TOKEN_OF_THEN = "mst_X_P2dxM5RvSxw_Af1SSgoOCUeRWUGQLmQgcPxf0StFCTHtoVBwC-n0DtuS517l7Y";

    /// Of the same account, as the browser had it.
    private static final String SESSION_OF_THEN = "a897840c-60cc-4a9c-a204-61ac4e0e294e";

    private static final String CREDENTIAL_OF_THEN = "DDJsxRPEPHPxYEjGO7MV";

    @Autowired
    private Tenants tenants;

    @Autowired
    private Integrations integrations;

    @Autowired
    private Configurations configurations;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private Members members;

    @Autowired
    private Users users;

    @Autowired
    private Invitations invitations;

    @Autowired
    private ApiTokens tokens;

    @Autowired
    private JdbcClient db;

    @LocalServerPort
    private int port;

    private ApiClient api;

    @BeforeEach
    void with_the_token_of_then() {
        api = new ApiClient("http://127.0.0.1:%d/api/v1/tenants/acme".formatted(port), TOKEN_OF_THEN);
    }

    @Test
    void both_tenants_have_their_audit_record_unbroken_and_it_says_that_it_was_not_signed_then() {
        assertThat(audit.verify(tenant("acme").id())).isInstanceOfSatisfying(Chain.Unbroken.class, chain -> {
            assertThat(chain.before()).isGreaterThanOrEqualTo(10);
            assertThat(chain.entries()).isGreaterThan(chain.before());
            assertThat(chain.since()).isNotNull();
        });
        assertThat(audit.verify(tenant("globex").id())).isInstanceOf(Chain.Unbroken.class);
    }

    @Test
    void the_sealed_credential_opens() {
        Tenant acme = tenant("acme");
        Integration pagerduty = integrations.of(acme.id()).getFirst().integration();

        Configuration opened = configurations.open(acme.id(), pagerduty);

        assertThat(opened.secret("access_token")).isEqualTo(Secret.of(CREDENTIAL_OF_THEN));
    }

    @Test
    void every_run_and_the_data_are_there_and_the_held_run_can_be_released() {
        JsonNode known = api.get("/integrations").json().get("items").get(0);
        String path = "/integrations/" + known.get("id").asString();
        assertThat(known.get("status").asString()).isEqualTo("On hold");
        assertThat(known.get("revision").asInt()).isEqualTo(2);
        assertThat(known.get("message").asString()).contains("would disappear").doesNotContain("{");
        assertThat(api.get(path + "/runs").json().get("items").findValuesAsString("outcome"))
                .containsExactly("held", "failed", "complete", "complete");
        assertThat(api.get(path + "/runs").json().get("items").findValuesAsString("reason"))
                .satisfiesExactly(
                        held -> assertThat(held).contains("would disappear"),
                        failed -> assertThat(failed).matches("[A-Z][^{]*"),
                        complete -> assertThat(complete).isEmpty(),
                        complete -> assertThat(complete).isEmpty());
        assertThat(api.get(path + "/accounts").json().get("items")).hasSize(24);
        assertThat(known.at("/counts/accounts").asInt()).isEqualTo(24);
        // Counted by the migration: release 0.1 did not.
        assertThat(known.at("/counts/resources").asInt())
                .isEqualTo(api.get(path + "/resources").json().get("items").size());

        ApiClient.Answer released = api.post(path + "/runs/4/release", null);

        assertThat(released.status()).as(released.json().toString()).isBetween(200, 202);
        JsonNode now = api.get(path).json();
        assertThat(now.get("revision").asInt()).isEqualTo(3);
        assertThat(api.get(path + "/accounts").json().get("items")).hasSize(8);
    }

    /// Release 0.1 did not read what business services rest on.
    @Test
    void what_was_published_then_says_of_what_was_not_read_then_that_it_was_not() {
        String integration = api.get("/integrations").json().at("/items/0/id").asString();
        var visitor = new Visitor(port);
        visitor.signIn(ODD_EMAIL, PASSWORD_OF_THEN);

        String page = visitor.get("/t/acme/integrations/%s/resources/business_service/P6UK07E?view=answers&asOf=2"
                        .formatted(integration))
                .body();

        assertThat(page)
                .contains("Legacy Mainframe Revenue", "Service dependencies could not be read yet", "Unknown")
                .doesNotContain("Nobody is called about it");
    }

    @Test
    void everybody_belongs_where_they_belonged_and_signs_in_as_before() {
        assertThat(roles("acme"))
                .containsOnly(
                        entry("ana.lima@acme.example", Role.ADMINISTRATOR),
                        entry("jonas.weber@acme.example", Role.RISK_MANAGER),
                        entry("mei.tanaka@acme.example", Role.REVIEWER),
                        entry("omar.haddad@acme.example", Role.AUDITOR),
                        entry(ODD_EMAIL, Role.AUDITOR));
        assertThat(roles("globex"))
                .containsOnly(
                        entry("grace.okafor@globex.example", Role.ADMINISTRATOR),
                        entry("ana.lima@acme.example", Role.REVIEWER),
                        entry(UNASKED, Role.REVIEWER));

        var visitor = new Visitor(port);
        assertThat(redirect(visitor.signIn(ODD_EMAIL.toUpperCase(Locale.ROOT), PASSWORD_OF_THEN)))
                .isEqualTo("/");
        assertThat(redirect(visitor.get("/"))).isEqualTo("/t/acme/home");
    }

    @Test
    void a_session_of_then_opens_nothing_and_is_stored_no_more() {
        String cookie = "muster-session=" + Base64.getEncoder().encodeToString(SESSION_OF_THEN.getBytes(UTF_8));

        assertThat(redirect(new Visitor(port).get("/t/acme/home", "Cookie", cookie)))
                .startsWith("/sign-in");
        assertThat(redirect(new Visitor(port).get("/t/acme/home", "Cookie", "muster-session=" + SESSION_OF_THEN)))
                .startsWith("/sign-in");
        assertThat(db.sql("select to_regclass('spring_session') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_token_of_then_can_do_what_it_could_where_it_could_and_ends_within_a_year() {
        JsonNode me = api.outsideOfTenants().get("/me").json();

        assertThat(me.at("/tenant/slug").asString()).isEqualTo("acme");
        assertThat(me.at("/tenant/role").asString()).isEqualTo("administrator");
        assertThat(me.path("scopes").values()).hasSize(Scope.values().length);
        assertThat(api.inTenant("globex").get("/integrations").status()).isEqualTo(404);
        assertThat(tokens.seenBy(ana())).singleElement().satisfies(token -> {
            assertThat(token.scoped())
                    .as("the page says that nobody chose its scopes")
                    .isFalse();
            assertThat(token.expires())
                    .as("late enough for the page to say that Muster gave it this end")
                    .isAfter(token.created().plus(AccessLimits.MOST.tokenLife()))
                    .isBefore(Instant.now().plus(AccessLimits.MOST.tokenLife()));
        });
    }

    private TenantAccess ana() {
        var user = users.byEmail("ana.lima@acme.example").getFirst();
        return new TenantAccess(
                tenant("acme"),
                user.id(),
                user.name(),
                Role.ADMINISTRATOR,
                new Actor(Actor.Kind.USER, user.id().value(), user.name()));
    }

    /// A link that globex kept would have opened acme.
    @Test
    void whoever_was_added_unasked_is_invited_anew_and_the_link_of_then_opens_its_own_tenant_alone() {
        assertThat(invitations.of(tenant("acme").id())).singleElement().satisfies(invited -> {
            assertThat(invited.email()).isEqualTo(UNASKED);
            assertThat(invited.role()).isEqualTo(Role.ADMINISTRATOR);
        });
        assertThat(integrations.of(tenant("acme").id()).getFirst().integration().primaryOwner())
                .isEqualTo(users.byEmail("ana.lima@acme.example").getFirst().id());

        var visitor = new Visitor(port);
        visitor.get("/set-password?code=" + LINK_OF_THEN);
        visitor.post("/set-password", Map.of("code", LINK_OF_THEN, "password", "eleven boats in a harbour"));

        assertThat(redirect(visitor.get("/"))).isEqualTo("/t/globex/home");
        assertThat(visitor.get("/t/acme/settings/members").statusCode()).isEqualTo(404);
        assertThat(db.sql("select hash from password order by set_at desc limit 1")
                        .query(String.class)
                        .single())
                .as("a password that is set is dear to guess")
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    private Map<String, Role> roles(String tenant) {
        return members.of(tenant(tenant).id()).stream().collect(Collectors.toMap(Member::email, Member::role));
    }

    private Tenant tenant(String slug) {
        return tenants.bySlug(slug).orElseThrow();
    }
}
