package dev.muster.integration;

import dev.muster.audit.AuditTrail;
import dev.muster.database.TenantId;
import dev.muster.database.TenantTransactions;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.problem.Conflict;
import dev.muster.problem.InvalidInput;
import dev.muster.problem.NoSuchThing;
import dev.muster.problem.NotAllowed;
import dev.muster.tenant.Action;
import dev.muster.tenant.Member;
import dev.muster.tenant.Members;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/// The integrations of a tenant: who may see, add, change, pause and delete them. Each change is one transaction with
/// its audit entry. What to connect with is [Configurations].
@Service
public class Integrations {
    private static final LocalTime USUAL_TIME = LocalTime.of(2, 0);

    private final TenantTransactions transactions;
    private final IntegrationStore store;
    private final IntegrationStates states;
    private final Catalogue catalogue;
    private final Members members;
    private final DeletedStore deleted;
    private final Keeping keeping;
    private final List<HoldsData> rooms;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Integrations(
            TenantTransactions transactions,
            IntegrationStore store,
            IntegrationStates states,
            Catalogue catalogue,
            Members members,
            DeletedStore deleted,
            Keeping keeping,
            List<HoldsData> rooms,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.states = states;
        this.catalogue = catalogue;
        this.members = members;
        this.deleted = deleted;
        this.keeping = keeping;
        this.rooms = List.copyOf(rooms);
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// An integration and where it stands, read at the same moment.
    public record Current(Integration integration, IntegrationStatus status) {

        /// The sentence beside the badge, its times told in the integration's zone.
        public String message() {
            return integration.isBrought() && status.status() == IntegrationStatus.Status.NOT_CONFIGURED
                    ? StatusMessage.BEFORE_THE_FIRST_FILE
                    : StatusMessage.of(status, integration.timeZone());
        }
    }

    /// All integrations of the tenant, by name.
    public List<Current> of(TenantId tenant) {
        return transactions.read(tenant, () -> {
            Map<IntegrationId, IntegrationStatus> standing = states.all(tenant);
            return store.all(tenant).stream()
                    .map(integration ->
                            new Current(integration, Objects.requireNonNull(standing.get(integration.id()))))
                    .toList();
        });
    }

    /// One integration.
    ///
    /// @throws NoSuchThing when this tenant has no such integration
    public Current get(TenantId tenant, IntegrationId id) {
        return transactions.read(tenant, () -> {
            var key = new IntegrationKey(tenant, id);
            return new Current(find(key), states.of(key));
        });
    }

    /// Adds an integration that waits to be configured.
    ///
    /// @throws InvalidInput with every fault of the draft
    /// @throws NotAllowed   when the asker may not manage integrations
    public IntegrationId add(TenantAccess access, String application, IntegrationDraft draft) {
        return add(access, application, draft, Map.of());
    }

    /// As before, with answers that are asked for when it is added: how often new data is promised, where it is
    /// brought. What is not answered is what the application offers first.
    public IntegrationId add(
            TenantAccess access, String application, IntegrationDraft draft, Map<String, String> given) {
        requireMayAdd(access);
        Map<String, String> answers = catalogue.brought(application).isPresent()
                ? Answers.chosen(catalogue.describe(application), given)
                : Map.of();
        return transactions.write(access.id(), () -> {
            var id = new IntegrationId(UUID.randomUUID());
            var key = new IntegrationKey(access.id(), id);
            members.hold(access.id(), owners(draft));
            requireRoomFor(access.id(), application);
            check(key, draft);
            withNameOfItsOwn(() -> {
                store.insert(access.id(), added(access, id, application, draft, answers));
                return true;
            });
            audit(
                    access,
                    "integration.added",
                    draft.name(),
                    id,
                    Map.of("owner", ownerName(access.id(), Objects.requireNonNull(draft.primaryOwner()))));
            return id;
        });
    }

    /// Changes name, description, owners and hold limits.
    ///
    /// @param version the version the asker saw
    /// @throws InvalidInput with every fault of the draft
    /// @throws Conflict     when somebody else saved since; nothing was changed
    public void change(TenantAccess access, IntegrationId id, int version, IntegrationDraft draft) {
        var key = new IntegrationKey(access.id(), id);
        transactions.write(access.id(), () -> {
            members.hold(access.id(), owners(draft));
            Integration before = locked(access, id);
            if (!ownersOf(before).equals(owners(draft))
                    || !before.primaryOwner().equals(draft.primaryOwner())) {
                access.require(Action.NAME_OWNERS);
            }
            check(key, draft);
            if (isAlready(before, draft)) {
                return;
            }
            if (!withNameOfItsOwn(() -> store.update(access.id(), changed(access, before, version, draft)))) {
                requireSaved(find(key), draft);
                return;
            }
            audit(access, "integration.changed", draft.name(), id, differences(access.id(), before, draft));
        });
    }

    /// Pauses it: no run starts until it is resumed, and one that reads now stops. Data stays.
    public void pause(TenantAccess access, IntegrationId id) {
        var key = new IntegrationKey(access.id(), id);
        transactions.write(access.id(), () -> {
            Integration integration = locked(access, id);
            if (states.pause(key, access.userName(), clock.instant())) {
                events.publishEvent(new IntegrationPaused(key, access.userName()));
                audit(access, "integration.paused", integration.name(), id, Map.of());
            }
        });
    }

    /// Resumes a paused integration; its next run is the next daily one.
    public void resume(TenantAccess access, IntegrationId id) {
        var key = new IntegrationKey(access.id(), id);
        transactions.write(access.id(), () -> {
            Integration integration = locked(access, id);
            if (states.resume(key)) {
                events.publishEvent(new IntegrationResumed(key));
                audit(access, "integration.resumed", integration.name(), id, Map.of());
            }
        });
    }

    /// Deletes it: from now on it is nowhere to be seen, and its credential is gone for good. What was published stays
    /// for [#daysDeletedAreKept], and [DeletedIntegrations#restore] brings it back. The audit record says how much
    /// there was, and which.
    ///
    /// @param typedName the name, given by the asker as a confirmation
    /// @throws NotAllowed   when the asker may not delete integrations, whoever answers for this one
    /// @throws InvalidInput about `confirm` when the name is not the integration's
    public void delete(TenantAccess access, IntegrationId id, String typedName) {
        access.require(Action.DELETE_INTEGRATION);
        var key = new IntegrationKey(access.id(), id);
        transactions.write(access.id(), () -> {
            Integration integration = locked(access, id);
            if (!integration.name().equals(typedName.strip())) {
                throw new InvalidInput(Map.of(
                        "confirm", "Give its name exactly: %s. Nothing was deleted.".formatted(integration.name())));
            }
            Map<String, String> details = DeletedIntegrations.told(rooms, key);
            Instant now = clock.instant();
            details.put("keptUntil", keeping.until(now).toString());
            events.publishEvent(new IntegrationDeleted(key, access.userName()));
            deleted.keep(key, now, access.userName(), keeping.until(now));
            store.delete(key);
            audit(access, "integration.deleted", integration.name(), id, details);
        });
    }

    /// For how many days a deleted integration can be restored.
    public long daysDeletedAreKept() {
        return keeping.days();
    }

    /// @throws Conflict when an integration cannot be brought back beside those that there are
    void requireRoomFor(IntegrationKey key, String name, String application) {
        if (store.isNameTaken(key, name)) {
            throw new Conflict(
                    "Another integration is called %s now, so nothing was restored. Give that one another name first."
                            .formatted(name));
        }
        requireRoomFor(key.tenant(), application);
    }

    /// @throws NotAllowed when the asker may not add integrations
    public void requireMayAdd(TenantAccess access) {
        if (!access.may(Action.ADD_INTEGRATION)) {
            throw new NotAllowed("Only Administrators and Risk Managers add integrations. Ask one of them.");
        }
    }

    Integration find(IntegrationKey integration) {
        return store.find(integration)
                .orElseThrow(
                        () -> new NoSuchThing(
                                "There is no such integration here. It may have been deleted; look at the list of integrations."));
    }

    /// One integration that nobody else can change before the transaction ends, for somebody who may manage it.
    ///
    /// @throws NoSuchThing when this tenant has no such integration, or it was deleted a moment ago
    Integration locked(TenantAccess access, IntegrationId id) {
        var key = new IntegrationKey(access.id(), id);
        states.lock(key);
        Integration integration = find(key);
        integration.requireManagedBy(access);
        return integration;
    }

    static Conflict savedByAnother(Integration now) {
        return new Conflict(
                "%s saved these settings a moment ago. Yours were not saved. Look at theirs before saving again."
                        .formatted(now.changedBy()));
    }

    private static Set<UserId> owners(IntegrationDraft draft) {
        Set<UserId> named = new HashSet<>(draft.secondaryOwners());
        if (draft.primaryOwner() != null) {
            named.add(draft.primaryOwner());
        }
        return named;
    }

    private static Set<UserId> ownersOf(Integration integration) {
        Set<UserId> named = new HashSet<>(integration.secondaryOwners());
        named.add(integration.primaryOwner());
        return named;
    }

    private void check(IntegrationKey integration, IntegrationDraft draft) {
        draft.check(members.of(integration.tenant()).stream().collect(Collectors.toMap(Member::user, Member::role)));
        if (store.isNameTaken(integration, draft.name())) {
            throw nameTaken();
        }
    }

    /// Two people may choose the same name in the same moment; the second learns it only when writing.
    private void requireRoomFor(TenantId tenant, String application) {
        if (catalogue.brought(application).filter(BroughtData::isOnlyOne).isEmpty()) {
            return;
        }
        of(tenant).stream()
                .map(Current::integration)
                .filter(integration -> integration.application().equals(application))
                .findFirst()
                .ifPresent(there -> {
                    throw new Conflict("There is one already: %s. A tenant has at most one %s, so nothing was changed."
                            .formatted(
                                    there.name(),
                                    catalogue.describe(application).name().toLowerCase(Locale.ROOT)));
                });
    }

    private static boolean withNameOfItsOwn(BooleanSupplier statement) {
        try {
            return statement.getAsBoolean();
        } catch (DuplicateKeyException takenMeanwhile) {
            throw nameTaken();
        }
    }

    private static InvalidInput nameTaken() {
        return new InvalidInput(
                Map.of("name", "Another integration of this tenant has this name. Choose a different one"));
    }

    private Integration added(
            TenantAccess access,
            IntegrationId id,
            String application,
            IntegrationDraft draft,
            Map<String, String> answers) {
        return new Integration(
                id,
                application,
                draft.name(),
                draft.description(),
                Objects.requireNonNull(draft.primaryOwner()),
                draft.secondaryOwners(),
                answers,
                List.of(),
                USUAL_TIME,
                ZoneId.of("UTC"),
                draft.holdLimit(),
                1,
                clock.instant(),
                access.userName());
    }

    private Integration changed(TenantAccess access, Integration before, int version, IntegrationDraft draft) {
        return new Integration(
                before.id(),
                before.application(),
                draft.name(),
                draft.description(),
                Objects.requireNonNull(draft.primaryOwner()),
                draft.secondaryOwners(),
                before.choices(),
                before.form(),
                before.credentials(),
                before.dailyAt(),
                before.timeZone(),
                draft.holdLimit(),
                version,
                clock.instant(),
                access.userName());
    }

    /// A second click on Save says the same again: it is done, not a conflict.
    private static boolean isAlready(Integration saved, IntegrationDraft draft) {
        return saved.name().equals(draft.name())
                && saved.description().equals(draft.description())
                && saved.primaryOwner().equals(draft.primaryOwner())
                && Set.copyOf(saved.secondaryOwners()).equals(Set.copyOf(draft.secondaryOwners()))
                && saved.holdLimit().equals(draft.holdLimit());
    }

    private static void requireSaved(Integration now, IntegrationDraft draft) {
        if (!isAlready(now, draft)) {
            throw savedByAnother(now);
        }
    }

    private Map<String, String> differences(TenantId tenant, Integration before, IntegrationDraft draft) {
        return Map.of(
                "before",
                        describe(
                                before.name(),
                                before.description(),
                                owners(tenant, before.primaryOwner(), before.secondaryOwners()),
                                before.holdLimit()),
                "after",
                        describe(
                                draft.name(),
                                draft.description(),
                                owners(tenant, Objects.requireNonNull(draft.primaryOwner()), draft.secondaryOwners()),
                                draft.holdLimit()));
    }

    private static String describe(String name, String description, String owners, HoldLimit limit) {
        return "name %s; description %s; owner %s; hold above %d %% and %d"
                .formatted(
                        name, description.isEmpty() ? "none" : description, owners, limit.percent(), limit.minimum());
    }

    private String owners(TenantId tenant, UserId primary, Collection<UserId> secondary) {
        String others = secondary.stream()
                .map(owner -> ownerName(tenant, owner))
                .sorted()
                .collect(Collectors.joining(", "));
        return ownerName(tenant, primary) + (others.isEmpty() ? "" : ", with " + others);
    }

    private String ownerName(TenantId tenant, UserId owner) {
        return members.find(tenant, owner).map(Member::name).orElse("a former member");
    }

    private void audit(
            TenantAccess access, String action, String subject, IntegrationId id, Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        all.put("integration", id.value().toString());
        audit.record(access.id(), access.actor(), action, subject, all);
    }
}
