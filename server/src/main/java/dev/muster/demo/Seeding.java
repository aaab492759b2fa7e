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
import dev.muster.signin.Passwords;
import dev.muster.simulator.PagerDutySimulator;
import dev.muster.tenant.Members;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import dev.muster.token.ApiTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/// Fills a server by its front doors. Each step makes only what is not there, so that a start that was cut off midway
/// is completed by the next one; passwords and the API token are new each time.
final class Seeding {
    private static final String TOKEN = "Demo";

    private final Users users;
    private final Tenants tenants;
    private final Members members;
    private final Passwords passwords;
    private final ApiTokens tokens;
    private final Integrations integrations;
    private final Configurations configurations;
    private final Map<String, String> passwordOf = new HashMap<>();
    private @Nullable String apiToken;

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

    /// The tenants and their people.
    void people() {
        make(Cast.ACME);
        make(Cast.GLOBEX);
    }

    /// Connects the integrations with the accounts that are there, in the order in which they were added; adds the
    /// first when there is none.
    void connectAll(FarSide far) {
        TenantAccess ana = access(Cast.ACME.parts().getFirst());
        List<IntegrationId> known = pagerDuties(ana);
        connect(ana, known.isEmpty() ? add(ana) : known.getFirst(), far.main());
        far.europe().ifPresent(europe -> known.stream().skip(1).findFirst().ifPresent(id -> connect(ana, id, europe)));
    }

    private List<IntegrationId> pagerDuties(TenantAccess access) {
        return integrations.of(access.id()).stream()
                .map(Current::integration)
                .filter(known -> known.application().equals("pagerduty"))
                .map(Integration::id)
                .toList();
    }

    private IntegrationId add(TenantAccess access) {
        return integrations.add(
                access,
                "pagerduty",
                new IntegrationDraft(
                        "Pagerduty",
                        "On-call and incident response of Acme",
                        access.user(),
                        List.of(),
                        HoldLimit.USUAL));
    }

    /// Gives an integration the key of an account, and so has it read.
    void connect(TenantAccess access, IntegrationId id, PagerDutySimulator account) {
        Integration integration = integrations.get(access.id(), id).integration();
        var draft = new ConfigurationDraft(
                Map.of("region", account.uri().toString()),
                Map.of("access_token", Secret.of(account.token())),
                "02:00",
                "UTC");
        configurations.save(access, id, integration.version(), draft);
    }

    /// The API token, once.
    void makeToken() {
        if (apiToken == null) {
            apiToken = tokens.make(access(Cast.ACME.parts().getFirst()), TOKEN, ApiTokens.LONGEST_LIFE)
                    .text();
        }
    }

    Seeded seeded() {
        makeToken();
        return new Seeded(Optional.ofNullable(apiToken).orElseThrow(), signIns());
    }

    /// Somebody of Acme, let in.
    TenantAccess access(Part part) {
        User user = users.byEmail(part.email()).getFirst();
        Tenant acme = tenants.bySlug(Cast.ACME.slug()).orElseThrow();
        return new TenantAccess(acme, user.id(), user.name(), part.role(), actor(user));
    }

    /// A script that has this person's API token.
    TenantAccess script(Part part) {
        TenantAccess person = access(part);
        var actor = new Actor(
                Actor.Kind.API_TOKEN, person.user().value(), "%s (API token %s)".formatted(person.userName(), TOKEN));
        return new TenantAccess(person.tenant(), person.user(), person.userName(), person.role(), actor);
    }

    private void make(Organisation organisation) {
        User administrator = user(organisation.parts().getFirst());
        Tenant tenant = tenants.bySlug(organisation.slug())
                .orElseGet(() -> tenants.create(organisation.slug(), organisation.name(), administrator));
        for (Part part : organisation.parts()) {
            User user = user(part);
            if (members.find(tenant.id(), user.id()).isEmpty()) {
                members.add(tenant.id(), actor(administrator), user, part.role());
            }
        }
    }

    private static Actor actor(User user) {
        return new Actor(Actor.Kind.USER, user.id().value(), user.name());
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
