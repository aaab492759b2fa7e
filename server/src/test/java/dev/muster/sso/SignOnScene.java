package dev.muster.sso;

import static dev.muster.signin.Visitor.redirect;

import dev.muster.audit.AuditTrail;
import dev.muster.database.FreshDatabase;
import dev.muster.database.TenantTransactions;
import dev.muster.secret.SigningKey;
import dev.muster.signin.Visitor;
import dev.muster.tenant.Members;
import dev.muster.tenant.SomePeople;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A tenant with a provider and a proved domain, and how people come by it.
abstract class SignOnScene {
    static TestProvider provider;

    @LocalServerPort
    int port;

    @Autowired
    SomePeople people;

    @Autowired
    SignOnSettings settings;

    @Autowired
    DomainStore domainStore;

    @Autowired
    Members members;

    @Autowired
    Users users;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    AuditTrail audit;

    @Autowired
    SigningKey key;

    @Autowired
    FreshDatabase database;

    @Autowired
    Clock clock;

    TenantAccess acme;
    String email;

    @BeforeAll
    static void a_provider() {
        provider = new TestProvider();
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    @BeforeEach
    void a_tenant_with_single_sign_on() throws SignOnFault {
        acme = people.tenant("acme");
        email = email(acme.user());
        setUp(acme, "acme", false, List.of());
        prove(acme, domain(email));
    }

    void setUp(TenantAccess tenant, String realm, boolean joins, List<Wanted.GroupRow> groups) {
        settings.save(
                tenant,
                new Wanted(provider.issuer(realm), TestProvider.CLIENT, TestProvider.SECRET, "groups", joins, groups));
    }

    void prove(TenantAccess tenant, String domain) throws SignOnFault {
        domains(List.of()).claim(tenant, domain);
        ClaimedDomain claimed = domains(List.of()).of(tenant.id()).stream()
                .filter(one -> one.domain().equals(domain))
                .findFirst()
                .orElseThrow();
        domains(List.of("v=spf1 -all", claimed.record())).prove(tenant, domain);
    }

    Domains domains(List<String> texts) {
        return new Domains(domainStore, domain -> texts, transactions, audit, clock);
    }

    TestProvider.Asked asked(Visitor browser, String typed, String to) {
        return provider.asked(leaving(browser, typed, to));
    }

    /// Where the browser is sent.
    static String leaving(Visitor browser, String typed, String to) {
        browser.get("/sign-in/single-sign-on");
        HttpResponse<String> leaving = browser.post("/sign-in/single-sign-on", Map.of("email", typed, "to", to));
        String refresh = leaving.headers().firstValue("Refresh").orElseThrow(() -> new AssertionError(leaving.body()));
        return refresh.substring("0; url=".length());
    }

    boolean isIn(Visitor browser, TenantAccess tenant) {
        String start = "/t/" + tenant.tenant().slug();
        return redirect(browser.get(start)).equals(start + "/home");
    }

    TestProvider.Signing person(String subject, String told) {
        return usual -> provider.signed(usual.subject(subject)
                .claim("email", told)
                .claim("email_verified", true)
                .build());
    }

    TestProvider.Signing inGroups(String subject, String told, String... groups) {
        return usual -> person(subject, told)
                .token(usual.claim("groups", List.of(groups)).claim("name", "Mei\n Tanaka"));
    }

    List<@Nullable String> actions(TenantAccess tenant) {
        return JdbcClient.create(database.administrator())
                .sql("select action from audit_entry where tenant_id = :tenant")
                .param("tenant", tenant.id().value())
                .query(String.class)
                .list();
    }

    String email(UserId user) {
        return users.find(user).map(User::email).orElseThrow();
    }

    static String domain(String of) {
        return of.substring(of.indexOf('@') + 1);
    }
}
