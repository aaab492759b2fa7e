package dev.muster.signin;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.factor.SecondFactors;
import dev.muster.problem.Conflict;
import dev.muster.problem.Faults;
import dev.muster.problem.InvalidInput;
import dev.muster.request.SecurityEvent;
import dev.muster.request.SecurityLog;
import dev.muster.session.StoredSessions;
import dev.muster.tenant.Action;
import dev.muster.tenant.EmailAddress;
import dev.muster.tenant.Member;
import dev.muster.tenant.Membership;
import dev.muster.tenant.Tenant;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.witness.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changing a password one knows, and setting one by a link. Both end every other session of the user and make every
/// browser unknown, and both are in the audit record of each tenant that the user belongs to. Safe for many threads.
@Component
public class PasswordChanges {
    private final Passwords passwords;
    private final PasswordLinks links;
    private final KnownBrowsers browsers;
    private final StoredSessions sessions;
    private final SecondFactors factors;
    private final Throttle throttle;
    private final SignIns record;
    private final SecurityLog security;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final PasswordMail mail;

    PasswordChanges(
            Passwords passwords,
            PasswordLinks links,
            KnownBrowsers browsers,
            StoredSessions sessions,
            SecondFactors factors,
            Throttle throttle,
            SignIns record,
            SecurityLog security,
            Tenants tenants,
            TenantTransactions transactions,
            AuditTrail audit,
            PasswordMail mail) {
        this.passwords = passwords;
        this.links = links;
        this.browsers = browsers;
        this.sessions = sessions;
        this.factors = factors;
        this.throttle = throttle;
        this.record = record;
        this.security = security;
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
        this.mail = mail;
    }

    /// Changes the password of somebody who is signed in.
    ///
    /// @param request comes in the session that stays, under another id
    /// @throws InvalidInput about `current` and `password`
    public void change(User user, String current, String wanted, HttpServletRequest request) {
        requireCurrent(user, current, request);
        sessions.renew(request);
        var faults = new Faults();
        NewPassword.check(faults, wanted, user.email());
        if (wanted.equals(current)) {
            faults.add("password", "This is the password you have. Choose another.");
        }
        faults.throwIfAny();
        set(
                user,
                "member.password_changed",
                () -> put(user, wanted, request.getSession().getId()));
    }

    /// Makes the link by which a member sets a new password, and posts it to them where Muster sends mail.
    ///
    /// @throws Conflict when the member's sign-in is not this tenant's alone to reset
    public PasswordLinks.Link linkFor(TenantAccess access, Member member) {
        access.require(Action.MANAGE_MEMBERS);
        if (!tenants.isOnlyIn(member.user(), access.id())) {
            throw new Conflict(
                    ("The password of %s cannot be set from here, because it opens more than %s. Whoever runs"
                                    + " this Muster can make a link: ./muster user reset %s")
                            .formatted(member.name(), access.tenant().name(), member.email()));
        }
        return transactions.write(access.id(), () -> {
            PasswordLinks.Link link = links.make(member.user(), access.id());
            audit.record(
                    access.id(),
                    access.actor(),
                    "member.password_link_made",
                    "%s <%s>".formatted(member.name(), member.email()),
                    Map.of("link_valid_until", link.validUntil().toString()));
            var user = new User(member.user(), member.name(), member.email());
            return mail.post(access.id(), user, link, access.userName() + " asked for it") ? link.posted() : link;
        });
    }

    /// Signs a member out everywhere.
    public void endSessions(TenantAccess access, Member member) {
        access.require(Action.MANAGE_MEMBERS);
        transactions.write(access.id(), () -> {
            sessions.end(member.user(), null);
            audit.record(
                    access.id(),
                    access.actor(),
                    "member.sessions_ended",
                    "%s <%s>".formatted(member.name(), member.email()),
                    Map.of());
        });
    }

    /// Sets a password by a link, and ends the link. One of the operator takes the second factor
    /// away as well, if that was asked for.
    ///
    /// @throws dev.muster.problem.NoSuchThing when the link is not, or no longer, valid
    /// @throws InvalidInput                   about `password`
    User reset(String code, String wanted) {
        User user = links.find(code);
        var faults = new Faults();
        NewPassword.check(faults, wanted, user.email());
        faults.throwIfAny();
        set(user, "member.password_reset", () -> {
            if (links.use(code).takesFactorAway()) {
                factors.end(user.id());
            }
            put(user, wanted, null);
        });
        return user;
    }

    private void put(User user, String wanted, @Nullable String kept) {
        passwords.set(user.id(), wanted);
        links.end(user.id());
        browsers.forget(user.id());
        sessions.end(user.id(), kept);
    }

    private void set(User user, String action, Runnable change) {
        List<TenantId> everywhere = tenants.ofUser(user.id()).stream()
                .map(Membership::tenant)
                .map(Tenant::id)
                .toList();
        var actor = new Actor(Actor.Kind.USER, user.id().value(), user.name());
        transactions.writeInEach(
                everywhere,
                change,
                tenant ->
                        audit.record(tenant, actor, action, "%s <%s>".formatted(user.name(), user.email()), Map.of()));
    }

    /// Whoever found a session open guesses no more often than at the sign-in page.
    private void requireCurrent(User user, String current, HttpServletRequest request) {
        Throttle.Slot slot = Throttle.Slot.of(new EmailAddress(user.email()), request.getRemoteAddr());
        Optional<Instant> again = throttle.take(slot);
        if (again.isPresent()) {
            security.tell(SecurityEvent.TOO_MANY_PROOFS, request);
            record.proofFailed(user.id(), true);
            throw new InvalidInput(
                    Map.of("current", "Too many wrong passwords. Nothing was changed; try again in some minutes."));
        }
        if (!passwords.isOf(user.id(), current)) {
            security.tell(SecurityEvent.WRONG_PROOF, request);
            record.proofFailed(user.id(), false);
            throw new InvalidInput(Map.of("current", "This is not your password. Nothing was changed."));
        }
        throttle.giveBack(slot);
    }
}
