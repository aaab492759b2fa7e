package dev.muster.setup;

import dev.muster.database.TenantId;
import dev.muster.integration.Integration.HoldLimit;
import dev.muster.integration.IntegrationDraft;
import dev.muster.tenant.Action;
import dev.muster.tenant.Members;
import dev.muster.tenant.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns what forms send about names and owners into drafts, and drafts into what forms show.
@Component
class OwnersForm {
    private final Members members;

    OwnersForm(Members members) {
        this.members = members;
    }

    /// Who may own an integration: every member but Auditors, by name.
    List<Person> people(TenantId tenant) {
        return members.of(tenant).stream()
                .filter(member -> Action.mayOwn(member.role()))
                .map(member -> new Person(member.user().value().toString(), member.name(), member.email()))
                .toList();
    }

    /// The member behind a user id; a placeholder for somebody who left.
    Person person(TenantId tenant, UserId user) {
        return members.find(tenant, user)
                .map(member -> new Person(user.value().toString(), member.name(), member.email()))
                .orElse(new Person(user.value().toString(), "A former member", ""));
    }

    /// Ids that are none name nobody; the draft's own check says so.
    static IntegrationDraft draft(
            String name, String description, String owner, @Nullable List<String> secondary, HoldLimit limit) {
        List<UserId> others = new ArrayList<>();
        for (String other : secondary == null ? List.<String>of() : secondary) {
            user(other).filter(user -> !others.contains(user)).ifPresent(others::add);
        }
        Optional<UserId> primary = user(owner);
        primary.ifPresent(others::remove);
        return new IntegrationDraft(name, description, primary.orElse(null), others, limit);
    }

    private static Optional<UserId> user(String id) {
        try {
            return Optional.of(new UserId(UUID.fromString(id.strip())));
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }
}
