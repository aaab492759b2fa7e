package dev.muster.pagerduty.rules;

import dev.muster.connector.Right;
import dev.muster.pagerduty.api.BaseRole;
import dev.muster.pagerduty.api.TeamRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How much a role allows on what it reaches, from least to most. Every role of PagerDuty's, base or team, is one of
/// these.
enum Power {
    NOTHING(0),
    SEE(1),
    ACT(3),
    CHANGE(5),
    ADMINISTER(6),
    OWN(7);

    private final Set<Right> rights;

    /// @param rights how many it allows, from the least on
    Power(int rights) {
        this.rights = Set.copyOf(Rights.ALL.subList(0, rights));
    }

    /// What a base role allows where nothing more specific is said.
    static Power of(BaseRole role) {
        return switch (role) {
            case OWNER -> OWN;
            case ADMIN -> ADMINISTER;
            case USER -> CHANGE;
            case LIMITED_USER -> ACT;
            case OBSERVER, READ_ONLY_USER -> SEE;
            case RESTRICTED_ACCESS, READ_ONLY_LIMITED_USER -> NOTHING;
        };
    }

    /// What a team role allows on the team and what it owns; empty for a role nobody knows.
    static Optional<Power> ofTeamRole(String value) {
        return switch (value) {
            case TeamRole.MANAGER -> Optional.of(CHANGE);
            case TeamRole.RESPONDER -> Optional.of(ACT);
            case TeamRole.OBSERVER -> Optional.of(SEE);
            default -> Optional.empty();
        };
    }

    Set<Right> rights() {
        return rights;
    }

    static Optional<Power> most(List<Power> powers) {
        return powers.stream().max(Power::compareTo);
    }
}
