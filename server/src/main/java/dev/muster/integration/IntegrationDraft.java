package dev.muster.integration;

import dev.muster.integration.Integration.HoldLimit;
import dev.muster.problem.InvalidInput;
import dev.muster.tenant.Action;
import dev.muster.tenant.Role;
import dev.muster.tenant.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody wants an integration to be called and who shall answer for it, not yet checked against the tenant.
///
/// @param name         1 to 100 characters
/// @param primaryOwner required; none when the form was sent without one
/// @param description  at most 1,000 characters
public record IntegrationDraft(
        String name,
        String description,
        @Nullable UserId primaryOwner,
        List<UserId> secondaryOwners,
        HoldLimit holdLimit) {
    static final int LONGEST_NAME = 100;
    static final int LONGEST_DESCRIPTION = 1_000;

    public IntegrationDraft {
        name = name.strip();
        description = description.strip();
        secondaryOwners = List.copyOf(secondaryOwners);
    }

    /// Every fault at once, by field.
    ///
    /// @param members users of the tenant with their roles
    /// @throws InvalidInput when there is one
    void check(Map<UserId, Role> members) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (name.isEmpty()) {
            faults.put("name", "Give the integration a name");
        } else if (name.length() > LONGEST_NAME) {
            faults.put(
                    "name",
                    "A name has at most %d characters, this one has %,d".formatted(LONGEST_NAME, name.length()));
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            faults.put("name", "A name is one line without control characters");
        }
        if (description.length() > LONGEST_DESCRIPTION) {
            faults.put(
                    "description",
                    "A description has at most %,d characters, this one has %,d"
                            .formatted(LONGEST_DESCRIPTION, description.length()));
        } else if (description.indexOf('\0') >= 0) {
            faults.put("description", "A description cannot hold the character U+0000");
        }
        if (primaryOwner == null) {
            faults.put("owner", "Choose the person who answers for this integration");
        } else if (!members.containsKey(primaryOwner)) {
            faults.put("owner", "The primary owner must be a member of this tenant");
        } else if (!Action.mayOwn(members.get(primaryOwner))) {
            faults.put("owner", "An Auditor changes nothing, and so cannot answer for an integration");
        }
        if (!members.keySet().containsAll(secondaryOwners)) {
            faults.put("secondaryOwners", "Every secondary owner must be a member of this tenant");
        } else if (!secondaryOwners.stream().map(members::get).allMatch(Action::mayOwn)) {
            faults.put("secondaryOwners", "An Auditor changes nothing, and so cannot answer for an integration");
        }
        checkHoldLimit(faults);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    private void checkHoldLimit(Map<String, String> faults) {
        if (holdLimit.percent() < 1 || holdLimit.percent() > 100) {
            faults.put("holdPercent", "Hold a run above 1 to 100 percent");
        }
        if (holdLimit.minimum() < 0 || holdLimit.minimum() > 1_000_000) {
            faults.put("holdMinimum", "Hold a run above 0 to 1,000,000 rows");
        }
    }
}
