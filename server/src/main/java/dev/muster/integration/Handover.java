package dev.muster.integration;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.tenant.Action;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.OwnerStepsDown;
import dev.muster.tenant.Role;
import dev.muster.tenant.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Who answers for an integration after its owner: the one who was chosen, otherwise the first secondary owner who may,
/// otherwise the Administrator who acts, otherwise another one.
@Service
public class Handover {
    private final TenantTransactions transactions;
    private final IntegrationStore store;
    private final IntegrationStates states;
    private final Members members;
    private final AuditTrail audit;
    private final Clock clock;

    Handover(
            TenantTransactions transactions,
            IntegrationStore store,
            IntegrationStates states,
            Members members,
            AuditTrail audit,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.states = states;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /// An integration that somebody answers for.
    ///
    /// @param successor who would answer for it as primary owner, were nobody chosen
    public record Answered(IntegrationId id, String name, boolean primary, Member successor) {}

    /// What a member answers for, by name.
    ///
    /// @param actor who would hand it over
    /// @throws Conflict when there is nobody to hand it over to
    public List<Answered> of(TenantId tenant, UserId owner, UserId actor) {
        List<Member> all = members.of(tenant);
        return transactions.read(tenant, () -> store.all(tenant)).stream()
                .filter(integration -> integration.isOwnedBy(owner))
                .map(integration -> new Answered(
                        integration.id(),
                        integration.name(),
                        integration.primaryOwner().equals(owner),
                        successor(integration, all, owner, actor)))
                .toList();
    }

    /// What everybody answers for, by name.
    public Map<UserId, List<String>> owned(TenantId tenant) {
        Map<UserId, List<String>> owned = new HashMap<>();
        for (Integration integration : transactions.read(tenant, () -> store.all(tenant))) {
            Stream.concat(Stream.of(integration.primaryOwner()), integration.secondaryOwners().stream())
                    .forEach(owner -> owned.computeIfAbsent(owner, nobody -> new ArrayList<>())
                            .add(integration.name()));
        }
        return owned;
    }

    @EventListener
    void handOver(OwnerStepsDown event) {
        UserId leaver = event.member().user();
        store.all(event.tenant()).stream()
                .filter(integration -> integration.isOwnedBy(leaver))
                .map(Integration::id)
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .forEach(id -> handOver(event, new IntegrationKey(event.tenant(), id)));
    }

    /// Read again under its lock: somebody may have changed it meanwhile.
    private void handOver(OwnerStepsDown event, IntegrationKey key) {
        states.lock(key);
        Optional<Integration> locked =
                store.find(key).filter(found -> found.isOwnedBy(event.member().user()));
        if (locked.isEmpty()) {
            return;
        }
        Integration before = locked.get();
        List<Member> all = members.of(key.tenant());
        Member primary = primary(event, before, all);
        List<UserId> secondary = before.secondaryOwners().stream()
                .filter(user -> !user.equals(event.member().user()) && !user.equals(primary.user()))
                .toList();
        store.update(
                key.tenant(),
                before.ownedBy(
                        primary.user(),
                        secondary,
                        clock.instant(),
                        event.actor().name()));
        Map<String, String> details = new HashMap<>();
        details.put("integration", key.id().value().toString());
        details.put("before", event.member().name());
        details.put("after", primary.name());
        audit.record(key.tenant(), event.actor(), "integration.handed_over", before.name(), details);
    }

    private Member primary(OwnerStepsDown event, Integration integration, List<Member> all) {
        UserId leaver = event.member().user();
        UserId chosen = event.successors().get(integration.id().value());
        if (chosen != null && !chosen.equals(leaver)) {
            Optional<Member> fit = fit(all.stream(), chosen);
            if (fit.isPresent()) {
                return fit.get();
            }
        }
        UserId actor =
                event.actor().id() == null ? leaver : new UserId(event.actor().id());
        return successor(integration, all, leaver, actor);
    }

    private static Member successor(Integration integration, List<Member> all, UserId leaver, UserId actor) {
        if (!integration.primaryOwner().equals(leaver)) {
            Optional<Member> stays = all.stream()
                    .filter(member -> member.user().equals(integration.primaryOwner()))
                    .findFirst();
            if (stays.isPresent()) {
                return stays.get();
            }
        }
        List<Member> others =
                all.stream().filter(member -> !member.user().equals(leaver)).toList();
        List<Member> administrators = others.stream()
                .filter(member -> member.role() == Role.ADMINISTRATOR)
                .toList();
        return Stream.of(
                        integration.secondaryOwners().stream().flatMap(user -> fit(others.stream(), user).stream()),
                        fit(administrators.stream(), actor).stream(),
                        administrators.stream())
                .flatMap(candidates -> candidates)
                .findFirst()
                .orElseThrow(() ->
                        new Conflict("Nobody else here could answer for %s. Make somebody else Administrator first."
                                .formatted(integration.name())));
    }

    private static Optional<Member> fit(Stream<Member> members, UserId user) {
        return members.filter(member -> member.user().equals(user) && Action.mayOwn(member.role()))
                .findFirst();
    }
}
