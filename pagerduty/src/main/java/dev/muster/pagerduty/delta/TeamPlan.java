package dev.muster.pagerduty.delta;

import java.util.Optional;
import java.util.Set;

/// Which teams are asked for their members.
@FunctionalInterface
public interface TeamPlan {
    /// All of them.
    TeamPlan SWEEP = team -> Optional.empty();

    /// How many records stand as they were, when the team need not be asked; empty when it must.
    Optional<Long> kept(String team);

    /// Only those that may have changed: new ones, those whose users changed, and those the audit trail names.
    ///
    /// @param changed ids of the teams whose members or team roles the trail names since they were read last
    static TeamPlan delta(Recollection recollection, Membership membership, Set<String> changed) {
        return team -> Optional.ofNullable(recollection.teams().get(team))
                .filter(remembered -> !changed.contains(team))
                .filter(remembered -> remembered.digest().equals(membership.digest(team)))
                .map(Recollection.Team::records);
    }
}
