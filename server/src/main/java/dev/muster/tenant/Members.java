package dev.muster.tenant;

import static java.time.ZoneOffset.UTC;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.NoSuchThing;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The members of a tenant. Every change is in the audit record. Safe for many threads.
@Component
public class Members {
    private final MemberStore store;
    private final TenantTransactions transactions;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Members(
            MemberStore store,
            TenantTransactions transactions,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// All members, by name.
    public List<Member> of(TenantId tenant) {
        return transactions.read(tenant, () -> store.all(tenant));
    }

    /// One member; empty when the user is not, or no longer, a member.
    public Optional<Member> find(TenantId tenant, UserId user) {
        return transactions.read(tenant, () -> store.find(tenant, user));
    }

    /// Keeps members from being removed until the caller's transaction ends. Comes before every other lock:
    /// removing one waits for whoever names it, and would otherwise wait the other way round too.
    public void hold(TenantId tenant, Set<UserId> users) {
        transactions.write(tenant, () -> store.hold(tenant, users));
    }

    /// Lets a user into the tenant.
    ///
    /// @throws Conflict when the user is a member already
    public Member add(TenantId tenant, Actor actor, User user, Role role) {
        var member = new Member(user.id(), user.name(), user.email(), role);
        transactions.write(tenant, () -> {
            if (!store.add(tenant, member, clock.instant().atOffset(UTC))) {
                throw new Conflict(
                        "%s is a member already. To give another role, change it in the list.".formatted(user.email()));
            }
            record(tenant, actor, "member.added", member, Map.of("role", role.title()));
        });
        return member;
    }

    /// Makes somebody a member who was invited and accepted.
    ///
    /// @param by      who invited them
    /// @param address the invitation was for, which need not be theirs
    /// @throws Conflict when the user is a member already
    public void join(TenantId tenant, User user, Role role, String by, String address) {
        var member = new Member(user.id(), user.name(), user.email(), role);
        var actor = new Actor(Actor.Kind.USER, user.id().value(), user.name());
        transactions.write(tenant, () -> {
            if (!store.add(tenant, member, clock.instant().atOffset(UTC))) {
                throw new Conflict("You are a member already, so there is nothing to accept.");
            }
            Map<String, String> details = Map.of("role", role.title(), "invited_by", by, "invited_as", address);
            record(tenant, actor, "member.joined", member, details);
        });
    }

    /// Makes somebody a member whom the tenant's single sign-on knows, and whom nobody invited.
    ///
    /// @throws Conflict when the user is a member already
    public void arrive(TenantId tenant, User user, Role role) {
        var member = new Member(user.id(), user.name(), user.email(), role);
        var actor = new Actor(Actor.Kind.USER, user.id().value(), user.name());
        transactions.write(tenant, () -> {
            if (!store.add(tenant, member, clock.instant().atOffset(UTC))) {
                throw new Conflict("%s is a member already.".formatted(user.email()));
            }
            record(tenant, actor, "member.arrived", member, Map.of("role", role.title()));
        });
    }

    /// Gives a member another role; the role they have already changes nothing. What they answer for passes to
    /// somebody else when the new role may not.
    ///
    /// @throws NoSuchThing when the user is not a member
    /// @throws Conflict    when the tenant would be left without an Administrator
    public void changeRole(TenantId tenant, Actor actor, UserId user, Role role) {
        transactions.write(tenant, () -> {
            Member before = lock(tenant, user);
            if (before.role() == role) {
                return;
            }
            keepAnAdministrator(tenant, before, "given another role");
            if (before.role() == Role.ADMINISTRATOR) {
                events.publishEvent(new AdministratorStepsDown(tenant, actor, before));
            }
            if (!Action.mayOwn(role)) {
                events.publishEvent(new OwnerStepsDown(tenant, actor, before, Map.of()));
            }
            store.changeRole(tenant, user, role);
            record(
                    tenant,
                    actor,
                    "member.role_changed",
                    before,
                    Map.of("before", before.role().title(), "after", role.title()));
        });
    }

    /// Shuts a member out, from their next request on, together with their API tokens of this tenant. What they
    /// answer for passes to somebody else.
    ///
    /// @throws NoSuchThing when the user is not a member
    /// @throws Conflict    when the tenant would be left without an Administrator
    public void remove(TenantId tenant, Actor actor, UserId user) {
        remove(tenant, actor, user, Map.of());
    }

    /// As before.
    ///
    /// @param successors who answers afterwards, by integration; where nobody is named, somebody is found
    public void remove(TenantId tenant, Actor actor, UserId user, Map<UUID, UserId> successors) {
        transactions.write(tenant, () -> {
            Member member = lock(tenant, user);
            keepAnAdministrator(tenant, member, "removed");
            events.publishEvent(new OwnerStepsDown(tenant, actor, member, successors));
            store.remove(tenant, member);
            record(
                    tenant,
                    actor,
                    "member.removed",
                    member,
                    Map.of("role", member.role().title()));
        });
    }

    /// Before everything else, so that nobody names this member meanwhile.
    private Member lock(TenantId tenant, UserId user) {
        store.lockAdministrators(tenant);
        store.lock(tenant, user);
        return store.find(tenant, user).orElseThrow(() -> new NoSuchThing("This tenant has no such member."));
    }

    private void keepAnAdministrator(TenantId tenant, Member member, String act) {
        if (member.role() == Role.ADMINISTRATOR && store.administrators(tenant) == 1) {
            throw new Conflict("%s is the only Administrator and was not %s. Make somebody else Administrator first."
                    .formatted(member.name(), act));
        }
    }

    private void record(TenantId tenant, Actor actor, String action, Member member, Map<String, String> details) {
        audit.record(tenant, actor, action, "%s <%s>".formatted(member.name(), member.email()), details);
    }
}
