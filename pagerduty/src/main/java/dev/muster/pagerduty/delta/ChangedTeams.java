package dev.muster.pagerduty.delta;

import dev.muster.connector.Key;
import dev.muster.kit.answer.Fields;
import dev.muster.pagerduty.api.Reference;
import dev.muster.pagerduty.api.TeamRole;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The teams whose members or team roles the audit trail says may have changed.
final class ChangedTeams {
    private static final String MEMBERS = "members";
    private static final String TEAM_ROLE = "team_role";

    private final Set<String> ids = new HashSet<>();
    private boolean someUnknown;

    /// Takes one record into account, even one that is rejected: it tells of a change all the same.
    void learn(Fields record) {
        Optional<Key> root = Reference.at("root_resource", record);
        if (root.isEmpty()) {
            someUnknown = true;
        } else if (root.get().type().equals(TeamRole.RESOURCE) && mayConcernMembers(record)) {
            ids.add(root.get().id());
        }
    }

    /// Their ids; empty when some record does not say which team it is about, so that any may have changed.
    Optional<Set<String>> ids() {
        return someUnknown ? Optional.empty() : Optional.of(Set.copyOf(ids));
    }

    /// A record without details may be about anything.
    private static boolean mayConcernMembers(Fields record) {
        boolean untold = record.list("details.fields").isEmpty()
                && record.list("details.references").isEmpty();
        return untold
                || record.list("details.references").stream().anyMatch(list -> isCalled(list, MEMBERS))
                || record.list("details.fields").stream().anyMatch(field -> isCalled(field, TEAM_ROLE));
    }

    private static boolean isCalled(Fields named, String name) {
        return named.text("name").filter(name::equals).isPresent();
    }
}
