package dev.muster.witness;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.audit.Circumstances;
import dev.muster.audit.CleanText;
import dev.muster.audit.Outcome;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.tenant.Membership;
import dev.muster.tenant.Tenants;
import dev.muster.tenant.User;
import dev.muster.tenant.UserId;
import dev.muster.tenant.Users;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who signed in and out, proved again who they are, or failed to, in the record of each tenant that the sign-in
/// opens. Of somebody whom no tenant knows only the log tells. Safe for many threads.
@Component
public class SignIns {
    private static final int LONGEST_REASON = 300;

    private final Users users;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final Refusals refusals;

    SignIns(Users users, Tenants tenants, TenantTransactions transactions, AuditTrail audit, Refusals refusals) {
        this.users = users;
        this.tenants = tenants;
        this.transactions = transactions;
        this.audit = audit;
        this.refusals = refusals;
    }

    /// Somebody is about to be signed in. Without an entry nobody is.
    ///
    /// @param way  what they proved: `password and second factor`
    /// @param only the one tenant that the sign-in opens; none for all of theirs
    public void began(User user, String way, @Nullable TenantId only) {
        record(user, "session.began", Map.of("way", way), only);
    }

    /// Somebody signed out by themselves.
    public void ended(UserId id, @Nullable TenantId only) {
        users.find(id).ifPresent(user -> record(user, "session.ended", Map.of(), only));
    }

    /// Somebody who was signed in proved once more who they are.
    public void proved(UserId id, @Nullable TenantId only) {
        users.find(id).ifPresent(user -> record(user, "session.proved", Map.of(), only));
    }

    /// A wrong password, or one that was not looked at, at the sign-in page.
    ///
    /// @param tooMany whether it was not looked at, because too many were wrong before
    public void failed(List<User> guessedAt, boolean tooMany) {
        guessedAt.forEach(user -> refuse(
                Actor.STRANGER,
                "session.failed",
                user,
                tooMany ? "too many were wrong before" : "the password was wrong",
                tooMany));
    }

    /// As [#failed], of the second factor after a right password.
    public void factorFailed(User user, boolean tooMany) {
        refuse(
                Actor.STRANGER,
                "session.factor_failed",
                user,
                tooMany ? "too many were wrong before" : "the code or passkey was wrong",
                tooMany);
    }

    /// As [#failed], of somebody who is signed in and was asked once more.
    public void proofFailed(UserId id, boolean tooMany) {
        users.find(id)
                .ifPresent(user -> refuse(
                        new Actor(Actor.Kind.USER, id.value(), user.name()),
                        "session.proof_failed",
                        user,
                        tooMany ? "too many were wrong before" : "the password or code was wrong",
                        tooMany));
    }

    /// As [#proofFailed], of somebody whom the provider of a tenant was asked about once more.
    public void signOnProofRefused(UserId id, TenantId tenant, String why) {
        users.find(id)
                .ifPresent(user -> refusals.tell(
                        new Refusal(
                                new Actor(Actor.Kind.USER, id.value(), user.name()),
                                "session.proof_failed",
                                user.email(),
                                Map.of("reason", CleanText.cut(why, LONGEST_REASON)),
                                new Circumstances(Outcome.REFUSED, audit.origin()),
                                id.value().toString()),
                        () -> List.of(tenant)));
    }

    /// A provider of the tenant brought somebody who was not let in, or did not answer.
    public void signOnRefused(TenantId tenant, String why) {
        var circumstances = new Circumstances(Outcome.REFUSED, audit.origin());
        refusals.tell(
                new Refusal(
                        Actor.STRANGER,
                        "session.sign_on_refused",
                        "single sign-on",
                        Map.of("reason", CleanText.cut(why, LONGEST_REASON)),
                        circumstances,
                        tenant.value() + " " + circumstances.origin().address()),
                () -> List.of(tenant));
    }

    private void refuse(Actor actor, String action, User user, String reason, boolean tooMany) {
        refusals.tell(
                new Refusal(
                        actor,
                        action,
                        user.email(),
                        Map.of("reason", reason),
                        new Circumstances(tooMany ? Outcome.REFUSED : Outcome.FAILED, audit.origin()),
                        user.id().value().toString()),
                () -> everywhere(user.id()));
    }

    private void record(User user, String action, Map<String, String> details, @Nullable TenantId only) {
        var actor = new Actor(Actor.Kind.USER, user.id().value(), user.name());
        transactions.writeInEach(
                only == null ? everywhere(user.id()) : List.of(only),
                () -> {},
                tenant -> audit.record(tenant, actor, action, user.email(), details));
    }

    private Collection<TenantId> everywhere(UserId user) {
        return tenants.ofUser(user).stream()
                .map(Membership::tenant)
                .map(tenant -> tenant.id())
                .toList();
    }
}
