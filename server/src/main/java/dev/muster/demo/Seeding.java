package dev.muster.demo;

import dev.muster.audit.Actor;
import dev.muster.connector.Secret;
import dev.muster.demo.Cast.Organisation;
import dev.muster.demo.Cast.Part;
import dev.muster.demo.DemoFacts.SignIn;
import dev.muster.integration.ConfigurationDraft;
import dev.muster.integration.Configurations;
import dev.muster.integration.Integration;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationDraft;
import dev.muster.integration.IntegrationId;
import dev.muster.integration.Integrations;
import dev.muster.integration.Integrations.Current;
import dev.muster.signin.ApiTokens;
import dev.muster.signin.Passwords;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/// Fills a server by its front doors. Each step makes only what is not there, so that a start that was cut off midway
/// is completed by the next one; passwords and the API token are new each time.
final class Seeding {
    private final Users users;
    private final Tenants tenants;
    private final Members members;
    private final Passwords passwords;
    private final ApiTokens tokens;
    private final Integrations integrations;
    private final Configurations configurations;
    private final Map<String, String> passwordOf = new HashMap<>();

    Seeding(ApplicationContext server) {
        this.users = server.getBean(Users.class);
        this.tenants = server.getBean(Tenants.class);
        this.members = server.getBean(Members.class);
        this.passwords = server.getBean(Passwords.class);
        this.tokens = server.getBean(ApiTokens.class);
        this.integrations = server.getBean(Integrations.class);
        this.configurations = server.getBean(Configurations.class);
    }

    /// What there is to sign in with.
    record Seeded(String apiToken, List<SignIn> signIns) {}

    Seeded fill(URI pagerDuty, String accessToken) {
        TenantAccess acme = make(Cast.ACME);
        make(Cast.GLOBEX);
        connect(acme, pagerDuty, accessToken);
        return new Seeded(tokens.make(acme, "Demo", ApiTokens.LONGEST_LIFE).text(), signIns());
    }

    /// @return its Administrator, let in
    private TenantAccess make(Organisation organisation) {
        Part first = organisation.parts().getFirst();
        User administrator = user(first);
        Tenant tenant = tenants.bySlug(organisation.slug())
                .orElseGet(() -> tenants.create(organisation.slug(), organisation.name(), administrator));
        var actor = new Actor(Actor.Kind.USER, administrator.id().value(), administrator.name());
        for (Part part : organisation.parts()) {
            User user = user(part);
            if (members.find(tenant.id(), user.id()).isEmpty()) {
                members.add(tenant.id(), actor, user, part.role());
            }
        }
        return new TenantAccess(tenant, administrator.id(), administrator.name(), Role.ADMINISTRATOR, actor);
    }

    private User user(Part part) {
        User user = users.byEmail(part.email()).stream()
                .findFirst()
                .orElseGet(() -> users.add(part.name(), part.email(), null));
        if (!passwordOf.containsKey(part.email())) {
            String password = ReadablePassword.random();
            passwords.set(user.id(), password);
            passwordOf.put(part.email(), password);
        }
        return user;
    }

    private void connect(TenantAccess access, URI pagerDuty, String accessToken) {
        Integration integration =
                integrations.get(access.id(), pagerDutyOf(access)).integration();
        var draft = new ConfigurationDraft(
                Map.of("region", pagerDuty.toString()), Map.of("access_token", Secret.of(accessToken)), "02:00", "UTC");
        configurations.save(access, integration.id(), integration.version(), draft);
    }

    private IntegrationId pagerDutyOf(TenantAccess access) {
        return integrations.of(access.id()).stream()
                .map(Current::integration)
                .filter(known -> known.application().equals("pagerduty"))
                .map(Integration::id)
                .findFirst()
                .orElseGet(() -> integrations.add(access, "pagerduty", draft(access)));
    }

    private static IntegrationDraft draft(TenantAccess access) {
        return new IntegrationDraft(
                "Pagerduty", "On-call and incident response of Acme", access.user(), List.of(), HoldLimit.USUAL);
    }

    private List<SignIn> signIns() {
        return Stream.of(Cast.ACME, Cast.GLOBEX)
                .flatMap(organisation -> organisation.parts().stream()
                        .map(part -> new SignIn(
                                part.email(),
                                passwordOf.getOrDefault(part.email(), ""),
                                organisation.slug(),
                                part.role().title())))
                .toList();
    }
}
