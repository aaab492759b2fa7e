package dev.muster.integration;

import dev.muster.audit.Actor;
import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.problem.Conflict;
import dev.muster.problem.NoSuchThing;
import dev.muster.problem.NotAllowed;
import dev.muster.tenant.Action;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/// Integrations that somebody deleted. They are hidden everywhere and can be restored, but for their credential, until
/// their time has run out; then everything of them is removed for good.
@Service
public class DeletedIntegrations {
    private static final int ROWS_AT_A_TIME = 5_000;

    private final TenantTransactions transactions;
    private final DeletedStore store;
    private final Integrations integrations;
    private final IntegrationStates states;
    private final Members members;
    private final List<HoldsData> rooms;
    private final AuditTrail audit;
    private final Clock clock;

    DeletedIntegrations(
            TenantTransactions transactions,
            DeletedStore store,
            Integrations integrations,
            IntegrationStates states,
            Members members,
            List<HoldsData> rooms,
            AuditTrail audit,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.integrations = integrations;
        this.states = states;
        this.members = members;
        this.rooms = List.copyOf(rooms);
        this.audit = audit;
        this.clock = clock;
    }

    /// @param keptUntil      from then on it is removed for good
    /// @param primaryOwner   who answered for it, and may have left since
    /// @param secondaryOwners the same
    public record Deleted(
            IntegrationId id,
            String application,
            String name,
            Instant deletedAt,
            String deletedBy,
            Instant keptUntil,
            UserId primaryOwner,
            List<UserId> secondaryOwners) {

        public Deleted {
            secondaryOwners = List.copyOf(secondaryOwners);
        }
    }

    /// Those that can be restored, the newest deletion first.
    ///
    /// @throws NotAllowed unless the asker may delete integrations
    public List<Deleted> of(TenantAccess access) {
        access.require(Action.DELETE_INTEGRATION);
        return transactions.read(access.id(), () -> store.all(access.id()));
    }

    /// Brings one back with its data, its history and its owners; whoever restores it answers for it when its owner is
    /// gone. It has no credential, so that nothing is read before somebody enters one.
    ///
    /// @throws NotAllowed  unless the asker may delete integrations
    /// @throws NoSuchThing when there is no such deleted integration, or its time has run out
    /// @throws Conflict    when its name was given to another one meanwhile
    public void restore(TenantAccess access, IntegrationId id) {
        access.require(Action.DELETE_INTEGRATION);
        var key = new IntegrationKey(access.id(), id);
        transactions.write(access.id(), () -> {
            Deleted deleted = find(key);
            Set<UserId> named = owners(access, deleted);
            members.hold(access.id(), named);
            integrations.requireRoomFor(key, deleted.name(), deleted.application());
            UserId primary = named.iterator().next();
            List<UserId> secondary = named.stream()
                    .filter(user -> deleted.secondaryOwners().contains(user) && !user.equals(primary))
                    .toList();
            if (!store.restore(key, primary, secondary, clock.instant(), access.userName())) {
                throw gone();
            }
            states.restored(key, clock.instant());
            audit.record(
                    access.id(),
                    access.actor(),
                    "integration.restored",
                    deleted.name(),
                    Map.of("integration", id.value().toString(), "deletedBy", deleted.deletedBy()));
        });
    }

    /// Removes for good what was deleted long enough ago. Whoever is stopped in between goes on the next time.
    void removeOld(TenantId tenant) {
        transactions.read(tenant, () -> store.due(tenant)).forEach(old -> beginRemoval(tenant, old));
        transactions.read(tenant, () -> store.going(tenant)).forEach(id -> remove(new IntegrationKey(tenant, id)));
    }

    private void beginRemoval(TenantId tenant, Deleted old) {
        var key = new IntegrationKey(tenant, old.id());
        transactions.write(tenant, () -> {
            Map<String, String> details = told(rooms, key);
            details.put("integration", old.id().value().toString());
            details.put("deletedBy", old.deletedBy());
            details.put("deletedAt", old.deletedAt().toString());
            audit.record(tenant, Actor.MUSTER, "integration.removed", old.name(), details);
            store.beginRemoval(key);
        });
    }

    /// Some rows at a time, so that nobody waits for a long lock.
    private void remove(IntegrationKey key) {
        for (HoldsData room : rooms) {
            long went;
            do {
                went = transactions.write(key.tenant(), () -> room.remove(key, ROWS_AT_A_TIME));
            } while (went > 0);
        }
        transactions.write(key.tenant(), () -> store.forget(key));
    }

    /// What all rooms hold of an integration.
    static Map<String, String> told(List<HoldsData> rooms, IntegrationKey key) {
        Map<String, String> told = new HashMap<>();
        rooms.forEach(room -> told.putAll(room.told(key)));
        return told;
    }

    private Deleted find(IntegrationKey key) {
        return store.find(key).orElseThrow(DeletedIntegrations::gone);
    }

    /// Those who answered for it and still may, the primary owner first; otherwise whoever restores it.
    private Set<UserId> owners(TenantAccess access, Deleted deleted) {
        Set<UserId> able = members.of(access.id()).stream()
                .filter(member -> Action.mayOwn(member.role()))
                .map(Member::user)
                .collect(Collectors.toSet());
        UserId primary = able.contains(deleted.primaryOwner()) ? deleted.primaryOwner() : access.user();
        return Stream.concat(
                        Stream.of(primary), deleted.secondaryOwners().stream().filter(able::contains))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static NoSuchThing gone() {
        return new NoSuchThing(
                "There is no such deleted integration here. It was restored already, or its time has run out and it was removed for good.");
    }
}
