package dev.muster.invitation;

import dev.muster.tenant.Action;
import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.Faults;
import dev.muster.problem.NoSuchThing;
import dev.muster.signin.NewPassword;
import dev.muster.signin.PasswordLinks;
import dev.muster.signin.Passwords;
import dev.muster.tenant.EmailAddress;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Invitations into tenants. An invitation says nothing about who signs in here, makes nobody a member by itself, and
/// its link is good for one answer in its own tenant: a sign-in of that tenant's making, or one that the invited person
/// is signed in with. Safe for many threads.
@Component
public class Invitations {
    private static final Duration VALID = Duration.ofDays(7);

    private final InvitationStore store;
    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final Members members;
    private final Users users;
    private final Passwords passwords;
    private final PasswordLinks passwordLinks;
    private final AuditTrail audit;
    private final Clock clock;

    Invitations(
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

    /// An invitation and, this once, the link to accept it by.
    ///
    /// @param path path and query, `/invitation?code=...`; only its hash is stored
    public record Sent(Invitation invitation, String path) {
        @Override
        public String toString() {
            return "Sent[" + invitation.email() + ", (secret)]";
        }
    }

    /// What somebody with a link is asked.
    record Asked(Tenant tenant, Invitation invitation) {}

    /// Who has not answered yet, the newest first.
    public List<Invitation> of(TenantId tenant) {
        return transactions.read(tenant, () -> store.all(tenant));
    }

    /// Invites somebody, in place of an earlier invitation of the same e-mail. Whether that e-mail is known here makes
    /// no difference.
    ///
    /// @throws dev.muster.problem.InvalidInput about `name`, `email` and `role`
    /// @throws Conflict                        when a member of this tenant has that e-mail
    public Sent invite(TenantAccess access, String name, String email, String role) {
        access.require(Action.MANAGE_MEMBERS);
        var faults = new Faults();
        Users.check(faults, name, email);
        Role wanted = Role.named(role, faults);
        faults.throwIfAny();
        return transactions.write(access.id(), () -> {
            requireStranger(access, email);
            return send(access, UUID.randomUUID(), email.strip(), name.strip(), wanted);
        });
    }

    /// Makes a new link; the one before ends.
    ///
    /// @throws NoSuchThing when the invitation was accepted, declined or taken back
    public Sent renew(TenantAccess access, UUID id) {
        access.require(Action.MANAGE_MEMBERS);
        return transactions.write(access.id(), () -> {
            Invitation known = find(access, id);
            return send(access, id, known.email(), known.name(), known.role());
        });
    }

    /// Takes an invitation back: its link ends.
    ///
    /// @return the e-mail it was for
    /// @throws NoSuchThing when it was accepted, declined or taken back
    public String withdraw(TenantAccess access, UUID id) {
        access.require(Action.MANAGE_MEMBERS);
        return transactions.write(access.id(), () -> {
            Invitation known = find(access, id);
            store.remove(access.id(), id);
            audit.record(access.id(), access.actor(), "member.invitation_withdrawn", known.email(), Map.of());
            return known.email();
        });
    }

    /// @throws NoSuchThing when a link is not, or no longer, good for anything
    Asked asked(String code) {
        InvitationCode parsed = InvitationCode.parse(code).orElseThrow(Invitations::deadLink);
        Tenant tenant = tenants.find(parsed.tenant())
                .filter(known -> !known.suspended())
                .orElseThrow(Invitations::deadLink);
        Invitation invitation = transactions
                .read(tenant.id(), () -> store.byCode(parsed))
                .filter(known -> !known.isOver(clock.instant()) && isStillMeant(tenant, known))
                .orElseThrow(Invitations::deadLink);
        return new Asked(tenant, invitation);
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
            use(tenant, invitation);
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
    /// @throws Conflict when it belongs to the tenant already
    void accept(String code, User user) {
        Asked asked = asked(code);
        Invitation invitation = asked.invitation();
        TenantId tenant = asked.tenant().id();
        transactions.write(tenant, () -> {
            use(tenant, invitation);
            members.join(tenant, user, invitation.role(), invitation.invitedBy(), invitation.email());
            passwordLinks.end(user.id());
        });
    }

    void decline(String code) {
        Asked asked = asked(code);
        TenantId tenant = asked.tenant().id();
        var actor = new Actor(Actor.Kind.USER, null, asked.invitation().email() + " (by the link)");
        transactions.write(tenant, () -> {
            use(tenant, asked.invitation());
            audit.record(
                    tenant,
                    actor,
                    "member.invitation_declined",
                    asked.invitation().email(),
                    Map.of());
        });
    }

    private Sent send(TenantAccess access, UUID id, String email, String name, Role role) {
        Instant now = clock.instant();
        InvitationCode code = InvitationCode.random(access.id());
        var invitation =
                new Invitation(id, email, name, role, access.user(), access.userName(), now, now.plus(VALID));
        store.put(access.id(), invitation, code.hash());
        audit.record(
                access.id(),
                access.actor(),
                "member.invited",
                "%s <%s>".formatted(name, email),
                Map.of(
                        "role", role.title(),
                        "link_valid_until", invitation.validUntil().toString()));
        return new Sent(invitation, code.path());
    }

    private void requireStranger(TenantAccess access, String email) {
        var wanted = new EmailAddress(email);
        boolean member =
                members.of(access.id()).stream().anyMatch(known -> new EmailAddress(known.email()).equals(wanted));
        if (member) {
            throw new Conflict("%s is a member already. To give another role, change it in the list."
                    .formatted(email.strip()));
        }
    }

    private Invitation find(TenantAccess access, UUID id) {
        return store.find(access.id(), id)
                .orElseThrow(() -> new NoSuchThing(
                        "There is no such invitation here; it may have been accepted, declined or taken back."));
    }

    /// Whoever may no longer invite has left no way in behind.
    private boolean isStillMeant(Tenant tenant, Invitation invitation) {
        return invitation.inviter() != null
                && members.find(tenant.id(), invitation.inviter())
                        .filter(inviter -> Action.MANAGE_MEMBERS.isFor(inviter.role()))
                        .isPresent();
    }

    private void use(TenantId tenant, Invitation invitation) {
        if (!store.remove(tenant, invitation.id())) {
            throw deadLink();
        }
    }

    private static NoSuchThing deadLink() {
        return new NoSuchThing("This invitation was answered or taken back, or has ended. Ask an Administrator of the"
                + " tenant for a new one.");
    }
}
