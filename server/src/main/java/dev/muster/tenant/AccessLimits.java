package dev.muster.tenant;

import dev.muster.problem.Faults;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long sessions and API tokens of a tenant last at most. A tenant may be stricter than [#MOST], never looser.
///
/// @param idleMinutes after which a session that is not used ends: 5 to 30
/// @param hours       after which a session ends in any case: 1 to 12
/// @param tokenDays   that an API token lives: 1 to 365
public record AccessLimits(int idleMinutes, int hours, int tokenDays) {
    /// What counts where a tenant says nothing.
    public static final AccessLimits MOST = new AccessLimits(30, 12, 365);

    private static final int FEWEST_MINUTES = 5;

    /// How long a session lasts without use.
    public Duration idle() {
        return Duration.ofMinutes(idleMinutes);
    }

    /// How long a session lasts in any case.
    public Duration longest() {
        return Duration.ofHours(hours);
    }

    /// How long an API token lives.
    public Duration tokenLife() {
        return Duration.ofDays(tokenDays);
    }

    /// What counts for a session that opens all these tenants: the strictest of each.
    public static AccessLimits strictest(List<Tenant> tenants) {
        return tenants.stream().map(Tenant::limits).reduce(MOST, AccessLimits::and);
    }

    /// The stricter of both, each by itself.
    public AccessLimits and(AccessLimits other) {
        return new AccessLimits(
                Math.min(idleMinutes, other.idleMinutes),
                Math.min(hours, other.hours),
                Math.min(tokenDays, other.tokenDays));
    }

    /// Checks what somebody wants, in whole numbers.
    ///
    /// @throws dev.muster.problem.InvalidInput about `sessionIdleMinutes`, `sessionHours` and `tokenDays`
    public static AccessLimits wanted(
            @Nullable Integer idleMinutes, @Nullable Integer hours, @Nullable Integer tokenDays) {
        var faults = new Faults();
        int idle = within(faults, "sessionIdleMinutes", idleMinutes, FEWEST_MINUTES, MOST.idleMinutes);
        int longest = within(faults, "sessionHours", hours, 1, MOST.hours);
        int life = within(faults, "tokenDays", tokenDays, 1, MOST.tokenDays);
        faults.throwIfAny();
        return new AccessLimits(idle, longest, life);
    }

    private static int within(Faults faults, String field, @Nullable Integer typed, int from, int to) {
        if (typed == null || typed < from || typed > to) {
            faults.add(field, "Write a whole number from %d to %d.".formatted(from, to));
            return to;
        }
        return typed;
    }

    /// As the audit record tells it.
    @Override
    public String toString() {
        return "sessions %d minutes idle and %d hours in all, tokens %d days".formatted(idleMinutes, hours, tokenDays);
    }
}
