package dev.muster.integration;

import dev.muster.database.TenantId;
import dev.muster.problem.NotAllowed;
import dev.muster.tenant.Action;
import dev.muster.tenant.TenantAccess;
import dev.muster.tenant.UserId;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What people decided about an integration. Where it stands is [IntegrationStatus].
///
/// @param application     id of its connector
/// @param description     possibly empty
/// @param secondaryOwners in no particular order
/// @param choices         answers to the connector's choices; empty until configured
/// @param form            what the data looks like that people bring to it, in words of its connector; none until
///                        somebody said so, and where data is not brought
/// @param credentials     what is saved of each secret; empty until configured
/// @param dailyAt         local time of the daily sync in `timeZone`
/// @param version         grows with each change, so that two people cannot overwrite each other unseen
public record Integration(
        IntegrationId id,
        String application,
        String name,
        String description,
        UserId primaryOwner,
        List<UserId> secondaryOwners,
        Map<String, String> choices,
        @Nullable String form,
        List<SavedCredential> credentials,
        LocalTime dailyAt,
        ZoneId timeZone,
        HoldLimit holdLimit,
        int version,
        Instant changedAt,
        String changedBy) {

    public Integration {
        secondaryOwners = List.copyOf(secondaryOwners);
        choices = Map.copyOf(choices);
        credentials = List.copyOf(credentials);
    }

    /// One to which nobody brings data.
    public Integration(
            IntegrationId id,
            String application,
            String name,
            String description,
            UserId primaryOwner,
            List<UserId> secondaryOwners,
            Map<String, String> choices,
            List<SavedCredential> credentials,
            LocalTime dailyAt,
            ZoneId timeZone,
            HoldLimit holdLimit,
            int version,
            Instant changedAt,
            String changedBy) {
        this(
                id,
                application,
                name,
                description,
                primaryOwner,
                secondaryOwners,
                choices,
                null,
                credentials,
                dailyAt,
                timeZone,
                holdLimit,
                version,
                changedAt,
                changedBy);
    }

    /// This integration within its tenant.
    public IntegrationKey key(TenantId tenant) {
        return new IntegrationKey(tenant, id);
    }

    /// Whether there is a credential to sync with, or it is known how to read what is brought.
    public boolean isConfigured() {
        return !credentials.isEmpty() || form != null;
    }

    /// Whether its data comes in files that people and scripts bring.
    public boolean isBrought() {
        return choices.containsKey(BroughtData.PROMISE);
    }

    /// Names what it connects with: the choices, and the credentials by their fingerprints.
    public String connection() {
        Map<String, String> connection = new TreeMap<>(choices);
        credentials.forEach(saved -> connection.put(saved.field(), saved.fingerprint()));
        return connection.toString();
    }

    /// What is saved of one secret.
    public Optional<SavedCredential> credential(String field) {
        return credentials.stream().filter(saved -> saved.field().equals(field)).findFirst();
    }

    /// Whether somebody may configure, sync and pause it: Administrators, Risk Managers, and its owners as long as
    /// their role lets them.
    public boolean isManagedBy(TenantAccess access) {
        return access.may(Action.RUN_INTEGRATION)
                || isOwnedBy(access.user()) && access.mayAsOwner(Action.RUN_INTEGRATION);
    }

    /// Whether a member answers for it.
    public boolean isOwnedBy(UserId member) {
        return primaryOwner.equals(member) || secondaryOwners.contains(member);
    }

    /// The same with others who answer for it.
    Integration ownedBy(UserId primary, List<UserId> secondary, Instant at, String by) {
        return new Integration(
                id,
                application,
                name,
                description,
                primary,
                secondary,
                choices,
                form,
                credentials,
                dailyAt,
                timeZone,
                holdLimit,
                version,
                at,
                by);
    }

    /// @throws NotAllowed when somebody may not manage it
    public void requireManagedBy(TenantAccess access) {
        if (!isManagedBy(access)) {
            throw new NotAllowed(
                    "Only Administrators, Risk Managers and the owners of %s may do this. Nothing was changed. Ask one of them."
                            .formatted(name));
        }
    }

    /// What may be shown of a saved secret.
    ///
    /// @param lastFour    its last four characters; empty for a very short one
    /// @param fingerprint tells it from another
    /// @param usedAt      when a sync began to read with it last; none when no version that notes it did
    /// @param former      the one that it replaced, until a sync has published what this one read
    public record SavedCredential(
            String field,
            String lastFour,
            String fingerprint,
            Instant setAt,
            String setBy,
            @Nullable Instant usedAt,
            @Nullable FormerCredential former) {}

    /// What may be shown of a secret that was replaced and is kept for the time being.
    public record FormerCredential(String lastFour, Instant setAt, String setBy) {}

    /// When a run is held for a person: if it would close more than `percent` of the accounts, groups or grants,
    /// and more than `minimum` of them.
    public record HoldLimit(int percent, int minimum) {

        /// The limits of a new integration.
        public static final HoldLimit USUAL = new HoldLimit(20, 10);

        /// Whether closing so many of so many is too much to publish unseen.
        public boolean isExceededBy(long closing, long of) {
            return closing > minimum && closing * 100 > of * percent;
        }
    }
}
