package dev.muster.invitation;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Faults;
import dev.muster.problem.NoSuchThing;
import dev.muster.session.TenantCode;
import dev.muster.signin.NewPassword;
import dev.muster.signin.PasswordLinks;
import dev.muster.signin.Passwords;
import dev.muster.tenant.Action;
import dev.muster.tenant.Members;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What the link of an invitation is good for: one answer in its own tenant, by a sign-in of that tenant's making or
/// one that the invited person is signed in with. Safe for many threads.
@Component
class Joining {
    private final InvitationStore store;
    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final Members members;
    private final Users users;
    private final Passwords passwords;
    private final PasswordLinks passwordLinks;
    private final AuditTrail audit;
    private final Clock clock;

    Joining(
            InvitationStore store,
            TenantTransactions transactions,
            Tenants tenants,
            Members members,
            Users users,
            Passwords passwords,
            PasswordLinks passwordLinks,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.tenants = tenants;
        this.members = members;
        this.users = users;
        this.passwords = passwords;
        this.passwordLinks = passwordLinks;
        this.audit = audit;
        this.clock = clock;
    }

    /// What somebody with a link is asked.
    ///
    /// @param code of the link
    record Asked(Tenant tenant, Invitation invitation, TenantCode code) {}

    /// @throws NoSuchThing when a link is not, or no longer, good for anything
    Asked asked(String code) {
        TenantCode parsed = InvitationLink.CODE.parse(code).orElseThrow(Joining::deadLink);
        Tenant tenant = tenants.find(parsed.tenant())
                .filter(known -> !known.suspended())
                .orElseThrow(Joining::deadLink);
        Invitation invitation = transactions
                .read(tenant.id(), () -> store.byCode(parsed))
                .filter(known -> !known.isOver(clock.instant()) && isStillMeant(tenant, known))
                .orElseThrow(Joining::deadLink);
        return new Asked(tenant, invitation, parsed);
    }

    /// Makes a sign-in with the invitation's e-mail, whoever else has that e-mail, and a member of it.
    ///
    /// @throws dev.muster.problem.InvalidInput about `name` and `password`
    User acceptAnew(String code, String name, String password) {
        Asked asked = asked(code);
        Invitation invitation = asked.invitation();
        var faults = new Faults();
        Users.check(faults, name, invitation.email());
        NewPassword.check(faults, password, invitation.email());
        faults.throwIfAny();
        TenantId tenant = asked.tenant().id();
        return transactions.write(tenant, () -> {
            use(asked);
            users.makeRoom(
                    invitation.email(), tenant, user -> !tenants.ofUser(user).isEmpty());
            User user = users.add(name, invitation.email(), tenant);
            passwords.set(user.id(), password);
            members.join(tenant, user, invitation.role(), invitation.invitedBy(), invitation.email());
            return user;
        });
    }

    /// Adds the tenant to a sign-in that is there already; nothing else about it changes.
    ///
    /// @throws dev.muster.problem.Conflict when it belongs to the tenant already
    void accept(String code, User user) {
        Asked asked = asked(code);
        Invitation invitation = asked.invitation();
        TenantId tenant = asked.tenant().id();
        transactions.write(tenant, () -> {
            use(asked);
            members.join(tenant, user, invitation.role(), invitation.invitedBy(), invitation.email());
            passwordLinks.end(user.id());
        });
    }

    void decline(String code) {
        Asked asked = asked(code);
        TenantId tenant = asked.tenant().id();
        var actor = new Actor(Actor.Kind.USER, null, asked.invitation().email() + " (by the link)");
        transactions.write(tenant, () -> {
            use(asked);
            audit.record(
                    tenant,
                    actor,
                    "member.invitation_declined",
                    asked.invitation().email(),
                    Map.of());
        });
    }

    /// Whoever may no longer invite has left no way in behind.
    private boolean isStillMeant(Tenant tenant, Invitation invitation) {
        return invitation.inviter() != null
                && members.find(tenant.id(), invitation.inviter())
                        .filter(inviter -> Action.MANAGE_MEMBERS.isFor(inviter.role()))
                        .isPresent();
    }

    private void use(Asked asked) {
        if (!store.use(asked.code(), asked.invitation().id())) {
            throw deadLink();
        }
    }

    private static NoSuchThing deadLink() {
        return new NoSuchThing("This invitation was answered or taken back, or has ended. Ask an Administrator of the"
                + " tenant for a new one.");
    }
}
