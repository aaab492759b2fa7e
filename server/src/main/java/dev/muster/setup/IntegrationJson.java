package dev.muster.setup;

import dev.muster.host.Counts;
import dev.muster.integration.Integration;
import dev.muster.integration.IntegrationStatus;
import dev.muster.integration.Integrations.Current;
import dev.muster.tenant.Member;
import dev.muster.tenant.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An integration as the API shows it.
///
/// @param owner           e-mail of the primary application owner; none when that person left the tenant
/// @param secondaryOwners e-mails
/// @param message         the sentence beside the status
/// @param syncing         how far the running sync is, 0 to 100; none when none runs
/// @param heldRun         number of the run that waits for a decision
/// @param revision        newest published revision
/// @param dataFrom        when it was published
/// @param lastCompleteRun when a run last ended complete
/// @param lastGoodRun     when a run last ended that lacked nothing, or only what asking again does not bring
/// @param partsRun        number of the run whose certificate names the parts that the message counts
/// @param nextRun         when the next run is due
/// @param counts          how much that revision shows
/// @param settings        answers to the settings that are no secret
/// @param credentials     last four characters of each saved credential
/// @param version         to be sent back with a change, so that nobody's change is overwritten unseen
record IntegrationJson(
        UUID id,
        String application,
        String name,
        @Nullable String owner,
        List<String> secondaryOwners,
        String description,
        String status,
        String message,
        @Nullable Integer syncing,
        @Nullable Integer heldRun,
        @Nullable Integer revision,
        @Nullable Instant dataFrom,
        @Nullable Instant lastCompleteRun,
        @Nullable Instant lastGoodRun,
        @Nullable Integer partsRun,
        @Nullable Instant nextRun,
        Counts counts,
        Map<String, String> settings,
        Map<String, String> credentials,
        String dailyAt,
        String timeZone,
        int version) {

    /// @param members of the tenant, to name the owners
    static IntegrationJson of(Current current, Map<UserId, Member> members) {
        Integration integration = current.integration();
        IntegrationStatus status = current.status();
        return new IntegrationJson(
                integration.id().value(),
                integration.application(),
                integration.name(),
                email(members, integration.primaryOwner()),
                integration.secondaryOwners().stream()
                        .map(members::get)
                        .filter(Objects::nonNull)
                        .map(Member::email)
                        .toList(),
                integration.description(),
                status.status().title(),
                current.message(),
                status.syncingPercent().orElse(null),
                status.heldRun(),
                status.revision(),
                status.dataFrom(),
                status.lastCompleteAt(),
                status.lastGoodAt(),
                status.partsRun(),
                status.nextRunAt(),
                status.counts(),
                integration.choices(),
                lastFour(integration),
                integration.dailyAt().toString(),
                integration.timeZone().getId(),
                integration.version());
    }

    private static @Nullable String email(Map<UserId, Member> members, UserId owner) {
        Member member = members.get(owner);
        return member == null ? null : member.email();
    }

    private static Map<String, String> lastFour(Integration integration) {
        Map<String, String> endings = new TreeMap<>();
        integration.credentials().forEach(saved -> endings.put(saved.field(), saved.lastFour()));
        return endings;
    }
}
