package dev.muster.invitation;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.Faults;
import dev.muster.problem.NoSuchThing;
import dev.muster.session.TenantCode;
import dev.muster.tenant.Action;
import dev.muster.tenant.EmailAddress;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Invitations into tenants. An invitation says nothing about who signs in here, makes nobody a member by itself, and
/// its link is good for one answer in its own tenant, see [Joining]. Where Muster sends mail, the link goes to the
/// address that was invited and is shown to nobody else. Safe for many threads.
@Component
public class Invitations {
    private static final Duration VALID = Duration.ofDays(7);

    private final InvitationStore store;
    private final TenantTransactions transactions;
    private final Members members;
    private final AuditTrail audit;
    private final InvitationMail mail;
    private final Clock clock;

    Invitations(
            InvitationStore store,
            TenantTransactions transactions,
            Members members,
            AuditTrail audit,
            InvitationMail mail,
            Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.members = members;
        this.audit = audit;
        this.mail = mail;
        this.clock = clock;
    }

    /// An invitation and, this once, the link to accept it by.
    ///
    /// @param path path and query, `/invitation?code=...`; only its hash is stored. None when it went by mail
    public record Sent(Invitation invitation, @Nullable String path) {
        @Override
        public String toString() {
            return "Sent[" + invitation.email() + ", (secret)]";
        }
    }

    /// Who has not answered yet, the newest first.
    public List<Invitation> of(TenantId tenant) {
        return transactions.read(tenant, () -> store.all(tenant));
    }

    /// Invites somebody, in place of an earlier invitation of the same e-mail. Whether that e-mail is known here
    /// makes no difference.
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

    private Sent send(TenantAccess access, UUID id, String email, String name, Role role) {
        Instant now = clock.instant();
        TenantCode code = InvitationLink.CODE.random(access.id());
        var invitation = new Invitation(id, email, name, role, access.user(), access.userName(), now, now.plus(VALID));
        store.put(access.id(), invitation, code.hash());
        audit.record(
                access.id(),
                access.actor(),
                "member.invited",
                "%s <%s>".formatted(name, email),
                Map.of(
                        "role", role.title(),
                        "link_valid_until", invitation.validUntil().toString()));
        boolean posted = mail.post(access.tenant(), invitation, code);
        return new Sent(invitation, posted ? null : InvitationLink.path(code));
    }

    private void requireStranger(TenantAccess access, String email) {
        var wanted = new EmailAddress(email);
        boolean member =
                members.of(access.id()).stream().anyMatch(known -> new EmailAddress(known.email()).equals(wanted));
        if (member) {
            throw new Conflict(
                    "%s is a member already. To give another role, change it in the list.".formatted(email.strip()));
        }
    }

    private Invitation find(TenantAccess access, UUID id) {
        return store.find(access.id(), id)
                .orElseThrow(() -> new NoSuchThing(
                        "There is no such invitation here; it may have been accepted, declined or taken back."));
    }
}
