package dev.muster.token;

import dev.muster.problem.Faults;
import dev.muster.tenant.AccessLimits;
import dev.muster.tenant.Role;
import dev.muster.tenant.Scope;
import dev.muster.tenant.TenantAccess;
import java.time.Duration;
import java.util.Set;

/// A token that somebody asks for.
///
/// @param life    how long it lives, at most what the tenant allows
/// @param scopes  what it may do at most; at least one
/// @param service whether it is to act as the tenant, and stay when the asker leaves
public record WantedToken(String name, Duration life, Set<Scope> scopes, boolean service) {
    private static final int LONGEST_NAME = 100;

    public WantedToken {
        scopes = Set.copyOf(scopes);
    }

    /// @return the name as it is stored
    String check(Faults faults, TenantAccess asker) {
        AccessLimits limits = asker.tenant().limits();
        if (life.compareTo(limits.tokenLife()) > 0) {
            faults.add(
                    "days",
                    "Tokens of %s live %d %s at most."
                            .formatted(
                                    asker.tenant().name(), limits.tokenDays(), limits.tokenDays() == 1 ? "day" : "days"));
        }
        if (scopes.isEmpty()) {
            faults.add("scopes", "Choose what it may do.");
        } else if (!Scope.givenBy(asker.role()).containsAll(scopes)) {
            faults.add(
                    "scopes",
                    "Tokens made by %ss can only read.".formatted(asker.role().title()));
        }
        if (service && asker.role() != Role.ADMINISTRATOR) {
            faults.add("service", "Only Administrators make tokens that act as the tenant.");
        }
        return faults.line("name", "Name", name, LONGEST_NAME);
    }
}
