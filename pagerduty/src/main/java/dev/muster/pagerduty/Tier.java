package dev.muster.pagerduty;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which set of roles an account has.
///
/// PagerDuty does not document which ability stands for Advanced Permissions, so either of two names counts, and so
/// does a user with a role that exists only there. What cannot be read counts as advanced, as nearly all plans are.
enum Tier {
    ADVANCED,
    BASIC;

    /// Where the account as a whole tells it.
    static final String ATTRIBUTE = "tier";

    private static final Set<String> ABILITIES = Set.of("permissions_service", "team_responders");
    private static final Set<String> ROLES = Set.of("observer", "restricted_access", "read_only_limited_user");

    /// @param abilities of the plan
    /// @param roles     raw base roles of some users
    static Tier of(Collection<String> abilities, List<String> roles) {
        boolean advanced = abilities.stream().anyMatch(ABILITIES::contains)
                || roles.stream().anyMatch(ROLES::contains);
        return advanced ? ADVANCED : BASIC;
    }

    /// As attributes name it: `advanced`.
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
