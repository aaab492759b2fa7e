package dev.muster.sso;

import dev.muster.database.TenantId;
import dev.muster.session.SignedIn;
import dev.muster.tenant.Member;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// One way through a tenant's provider and back: the authorization code flow of OpenID Connect, with PKCE. Safe for
/// many threads.
@Component
class SignOn {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(SignOn.class);

    private final Tenants tenants;
    private final Domains domains;
    private final SignOnSettings settings;
    private final Discovery discovery;
    private final Codes codes;
    private final IdTokens tokens;
    private final Arrivals arrivals;

    SignOn(
            Tenants tenants,
            Domains domains,
            SignOnSettings settings,
            Discovery discovery,
            Codes codes,
            IdTokens tokens,
            Arrivals arrivals) {
        this.tenants = tenants;
        this.domains = domains;
        this.settings = settings;
        this.discovery = discovery;
        this.codes = codes;
        this.tokens = tokens;
        this.arrivals = arrivals;
    }

    /// What came back by the browser; empty for each that did not.
    ///
    /// @param issuer who says that it answers (RFC 9207)
    record Returned(String code, String issuer, String error) {}

    /// The tenant that people with such an e-mail come to by single sign-on.
    ///
    /// @throws SignOnFault alike for domains nobody proved, tenants without a provider, and suspended ones
    Tenant tenantOf(String email) throws SignOnFault {
        return domains.tenantOf(email)
                .flatMap(tenants::find)
                .filter(tenant ->
                        !tenant.suspended() && settings.of(tenant.id()).isPresent())
                .orElseThrow(() -> new SignOnFault("Nobody here has set up single sign-on for such addresses. Sign in"
                        + " with your password, or ask an Administrator of your tenant."));
    }

    /// Where to send the browser.
    ///
    /// @param email as typed, so that the provider need not ask for it; empty for none
    String address(Question question, String email) throws SignOnFault {
        SingleSignOn by = settings(question);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("response_type", "code");
        fields.put("client_id", by.clientId());
        fields.put("redirect_uri", question.callback());
        fields.put("scope", "openid email profile");
        fields.put("state", question.state());
        fields.put("nonce", question.nonce());
        fields.put("code_challenge", question.challenge());
        fields.put("code_challenge_method", "S256");
        if (!email.isEmpty()) {
            fields.put("login_hint", email);
        }
        if (question.again()) {
            fields.put("prompt", "login");
            fields.put("max_age", "0");
        }
        String at = discovery.of(by.issuer()).authorization().toString();
        return at + (at.contains("?") ? "&" : "?") + ProviderHost.form(fields);
    }

    /// Whom the answer to a question lets in.
    ///
    /// @throws SignOnFault when that is nobody
    User enter(Question question, Returned returned) throws SignOnFault {
        Tenant tenant = tenant(question);
        SingleSignOn by = settings(question);
        Identity identity = identity(question, by, returned);
        if (identity.email().isEmpty()) {
            throw new SignOnFault("Your provider told no e-mail address that it has verified, so nobody was signed in."
                    + " Whoever runs it can have it send email and email_verified.");
        }
        if (!domains.tenantOf(identity.email()).filter(tenant.id()::equals).isPresent()) {
            throw new SignOnFault("The e-mail %s is in no domain of %s, so nobody was signed in."
                    .formatted(identity.email(), tenant.name()));
        }
        return arrivals.enter(tenant, by, identity);
    }

    /// That whoever is signed in by this provider has signed in there again, after they were asked to.
    ///
    /// @throws SignOnFault when they did not, or somebody else did
    void confirm(Question question, Returned returned, SignedIn asker) throws SignOnFault {
        SingleSignOn by = settings(question);
        Identity identity = identity(question, by, returned);
        boolean same = new TenantId(question.tenant()).equals(asker.only())
                && arrivals.known(tenant(question), by, identity)
                        .map(Member::user)
                        .filter(asker.user()::equals)
                        .isPresent();
        if (!same) {
            throw new SignOnFault("Somebody else signed in at the provider than is signed in here. Nothing was done.");
        }
        Instant at = identity.authenticatedAt();
        if (at == null || at.isBefore(question.askedAt().minus(CLOCKS_DIFFER))) {
            throw new SignOnFault("The provider does not say that you have just signed in there (auth_time), so this"
                    + " confirms nothing. Nothing was done; an Administrator of your tenant can look at the provider.");
        }
    }

    private Identity identity(Question question, SingleSignOn by, Returned returned) throws SignOnFault {
        Provider provider = discovery.of(by.issuer());
        if (!returned.issuer().isEmpty() || provider.namesIssuer()) {
            if (!returned.issuer().equals(provider.issuer())) {
                throw new SignOnFault("Another provider answered than was asked, so nobody was signed in. Try again.");
            }
        }
        if (!returned.error().isEmpty() || returned.code().isEmpty()) {
            log.warn("The provider of tenant {} signed nobody in: {}", question.tenant(), Codes.word(returned.error()));
            throw new SignOnFault("The provider signed nobody in (%s). Try again; if it stays, tell an Administrator."
                    .formatted(Codes.word(returned.error())));
        }
        String token = codes.exchange(question, by, provider, returned.code());
        return tokens.read(token, provider, by.clientId(), question.nonce(), by.groupsClaim());
    }

    private SingleSignOn settings(Question question) throws SignOnFault {
        return settings.of(new TenantId(question.tenant())).orElseThrow(SignOn::gone);
    }

    private Tenant tenant(Question question) throws SignOnFault {
        return tenants.find(new TenantId(question.tenant()))
                .filter(tenant -> !tenant.suspended())
                .orElseThrow(SignOn::gone);
    }

    static SignOnFault gone() {
        return new SignOnFault("Single sign-on was turned off meanwhile. Sign in with your password.");
    }
}
