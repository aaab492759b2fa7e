package dev.muster.sso;

import dev.muster.audit.AuditTrail;
import dev.muster.connector.Secret;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.secret.Seal;
import dev.muster.session.SignedIn;
import dev.muster.tenant.Action;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// By which provider the people of a tenant come in, and whether passwords let them in as well. Every change is in the
/// audit record. Safe for many threads.
@Component
class SignOnSettings {
    private static final String FIELD = "client secret of single sign-on";

    private final SignOnStore store;
    private final Domains domains;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Seal seal;
    private final Clock clock;

    SignOnSettings(
            SignOnStore store,
            Domains domains,
            Tenants tenants,
            TenantTransactions transactions,
            AuditTrail audit,
            Seal seal,
            Clock clock) {
        this.store = store;
        this.domains = domains;
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
        this.seal = seal;
        this.clock = clock;
    }

    /// None as long as a tenant has none.
    Optional<SingleSignOn> of(TenantId tenant) {
        return transactions.read(tenant, () -> store.find(tenant));
    }

    /// What the tenant shows its provider.
    ///
    /// @throws dev.muster.secret.CannotOpen when it was sealed with another master key
    Optional<Secret> secret(TenantId tenant) {
        return transactions
                .read(tenant, () -> store.secret(tenant))
                .map(stored -> seal.openOfTenant(tenant, FIELD, stored));
    }

    /// Saves what was typed. A secret is kept only for the issuer it was given for.
    ///
    /// @throws InvalidInput about a field of [Wanted]
    void save(TenantAccess access, Wanted wanted) {
        access.require(Action.MANAGE_TENANT);
        TenantId tenant = access.id();
        transactions.write(tenant, () -> {
            Optional<SingleSignOn> before = store.find(tenant);
            boolean keepable = before.filter(
                            saved -> saved.issuer().equals(wanted.issuer().strip()))
                    .isPresent();
            SingleSignOn checked = wanted.checked(!keepable);
            byte[] secret = wanted.secret().isBlank()
                    ? store.secret(tenant).orElseThrow()
                    : seal.sealOfTenant(tenant, FIELD, Secret.of(wanted.secret().strip()));
            store.put(tenant, checked, secret, clock.instant());
            audit.record(
                    tenant,
                    access.actor(),
                    "tenant.single_sign_on_saved",
                    access.tenant().name(),
                    Map.of(
                            "issuer", checked.issuer(),
                            "client_id", checked.clientId(),
                            "secret", wanted.secret().isBlank() ? "kept" : "entered",
                            "groups", groups(checked),
                            "before", before.map(SignOnSettings::described).orElse("none"),
                            "after", described(checked)));
        });
    }

    /// Forgets the provider; members sign in by password.
    ///
    /// @throws Conflict when they could not
    void remove(TenantAccess access) {
        access.require(Action.MANAGE_TENANT);
        if (!access.tenant().takesPasswords()) {
            throw new Conflict("%s takes no passwords, so nobody could come in any more. Take passwords first."
                    .formatted(access.tenant().name()));
        }
        transactions.write(
                access.id(),
                () -> store.find(access.id()).ifPresent(former -> {
                    store.remove(access.id());
                    audit.record(
                            access.id(),
                            access.actor(),
                            "tenant.single_sign_on_removed",
                            access.tenant().name(),
                            Map.of("issuer", former.issuer()));
                }));
    }

    /// Has passwords let people in, or no longer. Only who came by single sign-on has seen that it does without.
    ///
    /// @throws Conflict when it is not sure that anybody could come in
    void takePasswords(TenantAccess access, SignedIn asker, boolean taken) {
        access.require(Action.MANAGE_TENANT);
        if (!taken) {
            boolean ready = of(access.id()).isPresent()
                    && domains.of(access.id()).stream().anyMatch(ClaimedDomain::isProved)
                    && access.id().equals(asker.only());
            if (!ready) {
                throw new Conflict("Sign in by single sign-on yourself first: that it works must be seen before"
                        + " passwords let nobody in.");
            }
        }
        tenants.takePasswords(access, taken);
    }

    /// Who may do what by a group is as much as a role given by hand.
    private static String described(SingleSignOn saved) {
        String roles = saved.groups().entrySet().stream()
                .map(group -> group.getKey() + " " + group.getValue().title())
                .sorted()
                .collect(Collectors.joining(", "));
        return "%s as %s; claim %s; %s; %s"
                .formatted(
                        saved.issuer(),
                        saved.clientId(),
                        saved.groupsClaim(),
                        roles.isEmpty() ? "no group has a role" : roles,
                        saved.letsJoin() ? "people nobody invited join" : "by invitation");
    }

    private static String groups(SingleSignOn saved) {
        int count = saved.groups().size();
        String decide = count == 0
                ? "roles are given in Muster"
                : count == 1 ? "1 group has a role" : count + " groups have roles";
        return saved.letsJoin() ? decide + ", and people nobody invited join" : decide;
    }
}
