package dev.muster.settings;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Faults;
import dev.muster.signin.PasswordLinks;
import dev.muster.signin.Passwords;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.Role;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.User;
import dev.muster.tenant.Users;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Adds members, and makes a sign-in for those who have none at this Muster yet.
@Component
class Invitations {
    private final TenantTransactions transactions;
    private final Users users;
    private final Members members;
    private final Passwords passwords;
    private final PasswordLinks links;
    private final AuditTrail audit;

    Invitations(
            TenantTransactions transactions,
            Users users,
            Members members,
            Passwords passwords,
            PasswordLinks links,
            AuditTrail audit) {
        this.transactions = transactions;
        this.users = users;
        this.members = members;
        this.passwords = passwords;
        this.links = links;
        this.audit = audit;
    }

    /// @param link by which the new user sets a password; none for somebody who signs in here already
    record Added(Member member, PasswordLinks.@Nullable Link link) {}

    /// Adds a member by e-mail. A user who exists keeps their name and password.
    ///
    /// @throws dev.muster.problem.InvalidInput about `name`, `email` and `role`
    /// @throws dev.muster.problem.Conflict     when they are a member already
    Added add(TenantAccess access, MembersView.Form form) {
        var faults = new Faults();
        Users.check(faults, form.name(), form.email());
        Role role = Role.named(form.role(), faults);
        faults.throwIfAny();
        return transactions.write(access.id(), () -> {
            User user = users.byEmail(form.email()).orElseGet(() -> users.add(form.name(), form.email(), access.id()));
            Member member = members.add(access.id(), access.actor(), user, role);
            return new Added(member, linkFor(access, user));
        });
    }

    /// Only the tenant that made a user may hand out the link: any other could take over the sign-in of a stranger.
    private PasswordLinks.@Nullable Link linkFor(TenantAccess access, User user) {
        if (passwords.has(user.id()) || !users.wasAddedBy(user.id(), access.id())) {
            return null;
        }
        PasswordLinks.Link link = links.make(user.id());
        audit.record(
                access.id(),
                access.actor(),
                "member.invited",
                "%s <%s>".formatted(user.name(), user.email()),
                Map.of("link_valid_until", link.validUntil().toString()));
        return link;
    }
}
