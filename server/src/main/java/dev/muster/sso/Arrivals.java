package dev.muster.sso;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.EmailAddress;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Who of a tenant somebody is whom its provider names. The provider's own name for them decides; the e-mail only the
/// first time. Safe for many threads.
@Component
class Arrivals {
    private static final Actor BY_GROUPS = new Actor(Actor.Kind.MUSTER, null, "Single sign-on");

    private final SignOnStore store;
    private final Tenants tenants;
    private final Members members;
    private final Users users;
    private final StoredSessions sessions;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Clock clock;

    Arrivals(
            SignOnStore store,
            Tenants tenants,
            Members members,
            Users users,
            StoredSessions sessions,
            TenantTransactions transactions,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.tenants = tenants;
        this.members = members;
        this.users = users;
        this.sessions = sessions;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /// The member that a provider's identity is linked to; empty before its first sign-in, and when the member was
    /// removed.
    Optional<Member> known(Tenant tenant, SingleSignOn by, Identity identity) {
        return transactions.read(
                tenant.id(),
                () -> store.linked(tenant.id(), by.issuer(), identity.subject())
                        .flatMap(user -> members.find(tenant.id(), user)));
    }

    /// The user to sign in, with the role that their groups have now.
    ///
    /// @param identity has a verified e-mail in a domain of the tenant
    /// @throws SignOnFault when they are not let in
    User enter(Tenant tenant, SingleSignOn by, Identity identity) throws SignOnFault {
        Optional<Role> role = by.role(identity.groups());
        Optional<Member> known = known(tenant, by, identity);
        Optional<Member> member = known.isPresent() ? known : byEmail(tenant, identity);
        if (by.groupsDecide() && role.isEmpty()) {
            member.ifPresent(former -> shutOut(tenant.id(), former));
            throw new SignOnFault(
                    "You are in no group that has a role in %s. Ask an Administrator there, or whoever manages the groups."
                            .formatted(tenant.name()));
        }
        User user = member.isPresent()
                ? user(member.get())
                : join(tenant, by, identity, role.orElseThrow(() -> stranger(tenant)));
        if (known.isEmpty()) {
            link(tenant, by, identity, user);
        }
        role.ifPresent(wanted -> give(tenant.id(), user, wanted));
        return user;
    }

    /// An e-mail of several members names nobody.
    private Optional<Member> byEmail(Tenant tenant, Identity identity) throws SignOnFault {
        var email = new EmailAddress(identity.email());
        List<Member> same = members.of(tenant.id()).stream()
                .filter(member -> new EmailAddress(member.email()).equals(email))
                .toList();
        if (same.size() > 1) {
            throw new SignOnFault(
                    "Several members of %s have the e-mail %s. An Administrator there removes all but one; then try again."
                            .formatted(tenant.name(), identity.email()));
        }
        return same.stream().findFirst();
    }

    private User join(Tenant tenant, SingleSignOn by, Identity identity, Role role) throws SignOnFault {
        if (!by.letsJoin()) {
            throw stranger(tenant);
        }
        try {
            return transactions.write(tenant.id(), () -> {
                users.makeRoom(
                        identity.email(),
                        tenant.id(),
                        user -> !tenants.ofUser(user).isEmpty());
                User user = users.add(PersonName.of(identity), identity.email(), tenant.id());
                members.arrive(tenant.id(), user, role);
                return user;
            });
        } catch (InvalidInput unfit) {
            throw new SignOnFault(
                    "You could not be made a member of %s: %s Try again; if it stays, ask an Administrator there."
                            .formatted(
                                    tenant.name(),
                                    String.join(" ", unfit.faults().values())),
                    unfit);
        }
    }

    private static SignOnFault stranger(Tenant tenant) {
        return new SignOnFault(
                "You are no member of %s. Ask an Administrator there for an invitation.".formatted(tenant.name()));
    }

    private void link(Tenant tenant, SingleSignOn by, Identity identity, User user) throws SignOnFault {
        boolean linked = transactions.write(tenant.id(), () -> {
            boolean free = store.link(tenant.id(), by.issuer(), identity.subject(), user.id(), clock.instant());
            if (free) {
                var actor = new Actor(Actor.Kind.USER, user.id().value(), user.name());
                audit.record(tenant.id(), actor, "member.sign_on_linked", named(user.name(), user.email()), Map.of());
            }
            return free;
        });
        if (!linked) {
            throw new SignOnFault(
                    ("The member of %s with the e-mail %s comes with another account of the provider. If it is a new"
                                    + " account of the same person, an Administrator removes the member; then they can"
                                    + " join again.")
                            .formatted(tenant.name(), identity.email()));
        }
    }

    private void give(TenantId tenant, User user, Role wanted) {
        try {
            members.changeRole(tenant, BY_GROUPS, user.id(), wanted);
        } catch (Conflict onlyAdministrator) {
            transactions.write(
                    tenant,
                    () -> audit.record(
                            tenant,
                            BY_GROUPS,
                            "member.role_kept",
                            named(user.name(), user.email()),
                            Map.of("wanted", wanted.title())));
        }
    }

    private void shutOut(TenantId tenant, Member member) {
        transactions.write(tenant, () -> {
            sessions.end(member.user(), null);
            audit.record(tenant, BY_GROUPS, "member.sign_on_refused", named(member.name(), member.email()), Map.of());
        });
    }

    private User user(Member member) {
        return users.find(member.user()).orElseThrow(() -> new NoSuchThing("This sign-in is gone."));
    }

    private static String named(String name, String email) {
        return "%s <%s>".formatted(name, email);
    }
}
